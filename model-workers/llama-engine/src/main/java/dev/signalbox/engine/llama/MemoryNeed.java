package dev.signalbox.engine.llama;

import dev.signalbox.engine.llama.binding.LlamaException;
import dev.signalbox.engine.llama.binding.ModelMetadata;
import java.util.Locale;

/**
 * What must be free before the library claims it. A context touches its cells at once, and a system
 * that has not got them kills the process instead of refusing.
 */
final class MemoryNeed {
  /** Buffers of a graph beside weights and cells. */
  private static final long GRAPH = 96L << 20;

  private MemoryNeed() {}

  /** Checks that a file's weights fit in memory. */
  static void checkWeights(String model, long fileBytes, long free) {
    if (fileBytes + GRAPH > free) {
      throw new LlamaException(
          "%s needs %s of memory for its weights, and %s is free; stop something or take a smaller model"
              .formatted(model, gigabytes(fileBytes + GRAPH), gigabytes(free)));
    }
  }

  /** Bytes of a context: keys and values of every cell, outputs of every slot, a graph. */
  static long ofContext(ModelMetadata metadata, int vocabulary, int slots, int cells) {
    long cache = Math.multiplyExact((long) slots * cells, metadata.cacheBytesPerToken());
    long outputs = (long) slots * vocabulary * Float.BYTES;
    return cache + outputs + GRAPH;
  }

  /** Checks that a context fits. */
  static void checkContext(String model, long needed, int slots, int cells, long free) {
    if (needed > free) {
      throw new LlamaException(
          "%s needs %s of memory for %d slots of %d tokens, and %s is free; lower slots or context-length"
              .formatted(model, gigabytes(needed), slots, cells, gigabytes(free)));
    }
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
