package dev.signalbox.engine.llama.binding;

/**
 * How a context is made.
 *
 * @param sequences sequences that it holds, 1 to {@link LlamaLibrary#maxSequences()}
 * @param cellsPerSequence tokens of each; the library rounds up to a multiple of 256
 * @param batch most tokens of one decode
 * @param threads threads that compute
 * @param embeddings whether it gives embeddings in place of logits
 * @param pooling how token vectors become one: the library's number, -1 for what the file says
 * @param offload whether a GPU may hold the cells and take part
 */
public record ContextSettings(
    int sequences,
    int cellsPerSequence,
    int batch,
    int threads,
    boolean embeddings,
    int pooling,
    boolean offload) {

  /** A context that writes tokens. */
  public static ContextSettings generating(
      int sequences, int cells, int batch, int threads, boolean offload) {
    return new ContextSettings(sequences, cells, batch, threads, false, -1, offload);
  }
}
