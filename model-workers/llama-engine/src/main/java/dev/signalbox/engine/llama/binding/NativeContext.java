package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One llama.cpp context: sequences of cells and a batch that is decoded over them. All methods but
 * {@link #abort} are for one thread at a time.
 *
 * <p>The library ends the process on a bad sequence id, a partial copy and a batch that is too
 * long; this class refuses these before the call.
 */
public final class NativeContext implements AutoCloseable {
  private static final long N_CTX = 0;
  private static final long N_BATCH = 4;
  private static final long N_UBATCH = 8;
  private static final long N_SEQ_MAX = 12;
  private static final long N_THREADS = 28;
  private static final long N_THREADS_BATCH = 32;
  private static final long POOLING = 44;
  private static final long EMBEDDINGS = 128;
  private static final long OFFLOAD_KQV = 129;
  private static final long NO_PERF = 130;
  private static final long OP_OFFLOAD = 131;
  private static final long KV_UNIFIED = 133;

  private final ContextFunctions functions;
  private final MemorySegment pointer;
  private final MemorySegment memory;
  private final int sequences;
  private final int vocabulary;
  private final int embeddingLength;
  private final TokenBatch batch;
  private final Arena arena = Arena.ofShared();
  private final AbortFlag abort = new AbortFlag();
  private boolean closed;

  /**
   * Makes the context and claims its cells at once. Compute the memory before: the system kills a
   * process that claims more than there is.
   *
   * @throws LlamaException if the library refuses
   */
  public NativeContext(NativeModel model, ContextSettings settings) {
    functions = model.library().contexts;
    sequences = settings.sequences();
    vocabulary = model.vocab().size();
    embeddingLength = model.metadata().embeddingLength();
    try (var params = Arena.ofConfined()) {
      LlamaLog.takeError();
      pointer = functions.create.create(model.pointer(), params(params, settings));
    }
    if (pointer.equals(MemorySegment.NULL)) {
      throw new LlamaException(
          "llama.cpp made no context of %d sequences of %d tokens: %s"
              .formatted(sequences, settings.cellsPerSequence(), LlamaLog.takeError()));
    }
    memory = functions.memory.get(pointer);
    batch = new TokenBatch(arena, settings.batch());
    functions.setAbort.set(pointer, abort.stub(arena), MemorySegment.NULL);
  }

  private MemorySegment params(Arena params, ContextSettings settings) {
    MemorySegment p = functions.defaultParams.get(params);
    // Split cells round up to 256 for each sequence; asking for less would make them unequal.
    int cells = Math.ceilDiv(settings.cellsPerSequence(), 256) * 256;
    p.set(ValueLayout.JAVA_INT, N_CTX, Math.multiplyExact(cells, settings.sequences()));
    p.set(ValueLayout.JAVA_INT, N_BATCH, settings.batch());
    p.set(ValueLayout.JAVA_INT, N_UBATCH, settings.batch());
    p.set(ValueLayout.JAVA_INT, N_SEQ_MAX, settings.sequences());
    p.set(ValueLayout.JAVA_INT, N_THREADS, settings.threads());
    p.set(ValueLayout.JAVA_INT, N_THREADS_BATCH, settings.threads());
    p.set(ValueLayout.JAVA_INT, POOLING, settings.pooling());
    p.set(ValueLayout.JAVA_BYTE, EMBEDDINGS, bit(settings.embeddings()));
    p.set(ValueLayout.JAVA_BYTE, OFFLOAD_KQV, bit(settings.offload()));
    p.set(ValueLayout.JAVA_BYTE, OP_OFFLOAD, bit(settings.offload()));
    p.set(ValueLayout.JAVA_BYTE, NO_PERF, bit(true));
    // A unified cache lets one sequence starve the others and changes their numbers.
    p.set(ValueLayout.JAVA_BYTE, KV_UNIFIED, bit(false));
    return p;
  }

  private static byte bit(boolean value) {
    return (byte) (value ? 1 : 0);
  }

  public int sequences() {
    return sequences;
  }

  /** Tokens that one sequence can hold, as the library rounded it. */
  public int cellsPerSequence() {
    return functions.cellsPerSequence.get(pointer);
  }

  /** How token vectors become one: the library's number; 0 for not at all. */
  public int pooling() {
    return functions.pooling.get(pointer);
  }

  /** The batch of the next {@link #decode}. */
  public TokenBatch batch() {
    return batch;
  }

  /** Computes the batch and empties it. */
  public Decoded decode() {
    if (batch.size() == 0) {
      return Decoded.DONE;
    }
    int result = functions.decode.decode(pointer, batch.take());
    return switch (result) {
      case 0 -> Decoded.DONE;
      case 1 -> Decoded.FULL;
      case 2 -> Decoded.ABORTED;
      default ->
          throw new LlamaException(
              "llama_decode answered %d: %s".formatted(result, LlamaLog.takeError()));
    };
  }

  /** Makes a decode that runs now end early; stays set until taken back. Any thread may call. */
  public void abort(boolean wanted) {
    abort.set(wanted);
  }

  /** The logits of a batch entry that asked for output, as floats; valid until the next decode. */
  public MemorySegment logits(int batchIndex) {
    return output(functions.logits.get(pointer, batchIndex), vocabulary);
  }

  /** The pooled vector of a sequence of the last batch. */
  public float[] embeddingOfSequence(int sequence) {
    return output(functions.embeddingOfSequence.get(pointer, checked(sequence)), embeddingLength)
        .toArray(ValueLayout.JAVA_FLOAT);
  }

  private static MemorySegment output(MemorySegment address, int length) {
    if (address.equals(MemorySegment.NULL)) {
      throw new LlamaException("llama.cpp has no output at the asked place");
    }
    return address.reinterpret((long) length * Float.BYTES);
  }

  /** Cuts a sequence to its first {@code length} tokens. Whether it could be done. */
  public boolean truncate(int sequence, int length) {
    return functions.remove.remove(memory, checked(sequence), length, -1);
  }

  /** Makes {@code target} a copy of all of {@code source}; what it held is dropped. */
  public void copy(int source, int target) {
    functions.remove.remove(memory, checked(target), -1, -1);
    functions.copy.copy(memory, checked(source), target, -1, -1);
  }

  /** Number of tokens that a sequence holds. */
  public int length(int sequence) {
    return functions.positionMax.get(memory, checked(sequence)) + 1;
  }

  /** Empties all sequences. */
  public void clear() {
    functions.clear.clear(memory, true);
  }

  private int checked(int sequence) {
    if (sequence < 0 || sequence >= sequences) {
      throw new IllegalArgumentException(
          "sequence: %d (expected: 0 to %d)".formatted(sequence, sequences - 1));
    }
    return sequence;
  }

  MemorySegment pointer() {
    return pointer;
  }

  /** Frees the context. Idempotent; nothing may be decoding. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      functions.free.free(pointer);
      arena.close();
    }
  }

  /** How a decode ended. */
  public enum Decoded {
    DONE,
    /** A sequence has no cell left; nothing was computed. */
    FULL,
    /** Ended early by {@link #abort}; whole parts that were done stay in their sequences. */
    ABORTED
  }
}
