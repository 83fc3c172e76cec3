package dev.signalbox.engine.llama;

import java.nio.file.Path;

/**
 * How an engine is opened.
 *
 * @param model the model's name as clients write it
 * @param modelVersion exact weights: {@code sha256:} and the digest of the file, or a name
 * @param modelFile the GGUF file
 * @param libraryDirectory folder of the unpacked llama.cpp libraries
 * @param accelerator where layers may run
 * @param gpuLayers layers to offload; -1 for as many as fit
 * @param contextLength tokens of prompt and answer of one request; 0 for what the model was trained
 *     for, 8192 at the most
 * @param slots requests that run at once, 1 to 256
 * @param queueCapacity requests that may wait
 * @param threads threads that compute; 0 for all cores but one, and at least one
 */
public record LlamaOptions(
    String model,
    String modelVersion,
    Path modelFile,
    Path libraryDirectory,
    Accelerator accelerator,
    int gpuLayers,
    int contextLength,
    int slots,
    int queueCapacity,
    int threads) {

  public LlamaOptions {
    require("gpu-layers", gpuLayers, -1, 10_000);
    require("context-length", contextLength, 0, 1 << 24);
    require("slots", slots, 1, 256);
    require("queue-capacity", queueCapacity, 0, 1 << 20);
    require("threads", threads, 0, 1024);
  }

  /** The defaults: CPU or GPU as found, 4 slots, 256 may wait. */
  public static LlamaOptions of(String model, Path modelFile, Path libraryDirectory) {
    return new LlamaOptions(
        model, model, modelFile, libraryDirectory, Accelerator.AUTO, -1, 0, 4, 256, 0);
  }

  /** The threads to use: those asked for, or all cores but one. */
  int threadsOrDefault() {
    return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  private static void require(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(field, value, least, most));
    }
  }
}
