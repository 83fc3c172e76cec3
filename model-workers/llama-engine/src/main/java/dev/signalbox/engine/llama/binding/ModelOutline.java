package dev.signalbox.engine.llama.binding;

import java.nio.file.Path;

/**
 * What a model file says of its size before its weights are loaded.
 *
 * @param layers layers that may go to a GPU, the output layer not counted; 0 if the file does not
 *     say
 * @param trainedContext tokens that it was trained for; 0 if the file does not say
 * @param cacheBytesPerToken bytes of one token's keys and values in half precision, over all
 *     layers; 0 if the file does not say
 */
public record ModelOutline(int layers, int trainedContext, long cacheBytesPerToken) {

  /**
   * Reads a file's head, which takes as long as its vocabulary is large.
   *
   * @throws LlamaException if the file is missing or no model that the library can run
   */
  public static ModelOutline read(LlamaLibrary library, Path file) {
    try (NativeModel model = NativeModel.outline(library, file)) {
      return of(model.metadata());
    }
  }

  // By keys alone: the library ends the process where it is asked for heads that it has not loaded.
  private static ModelOutline of(ModelMetadata metadata) {
    int layers = metadata.architectureInt("block_count").orElse(0);
    int heads = metadata.architectureInt("attention.head_count").orElse(0);
    int keyValueHeads = metadata.architectureInt("attention.head_count_kv").orElse(heads);
    int length = metadata.architectureInt("embedding_length").orElse(0);
    int headLength = length / Math.max(1, heads);
    long keys = metadata.architectureInt("attention.key_length").orElse(headLength);
    long values = metadata.architectureInt("attention.value_length").orElse(headLength);
    return new ModelOutline(
        layers,
        metadata.architectureInt("context_length").orElse(0),
        (keys + values) * keyValueHeads * layers * Short.BYTES);
  }
}
