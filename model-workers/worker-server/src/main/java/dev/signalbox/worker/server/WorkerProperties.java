package dev.signalbox.worker.server;

import dev.signalbox.engine.llama.Accelerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One worker: which model it serves, with what engine, within which limits.
 *
 * @param id the worker's id, stable over restarts
 * @param modelId the model's name as requests write it
 * @param modelVersion exact weights, {@code sha256:} and the digest; the file's name and size if
 *     absent
 * @param modelFile GGUF file with the weights; needed by the llama engine
 * @param libraryDir folder with the engine's libraries; needed by the llama engine
 * @param engine which engine answers
 * @param accelerator where layers run
 * @param gpuLayers layers to put on the GPU; -1 lets the engine choose
 * @param contextLength tokens that prompt and answer of one request may fill together; 0 for what
 *     the model was trained for, within the engine's limit
 * @param slots requests that run at once
 * @param queueCapacity requests that may wait
 * @param threads threads that compute; 0 for one less than there are cores
 * @param parentPid process whose end ends this one; none if absent
 * @param drainLimit how long running requests may go on after an unload or a stop was asked for
 * @param maxBodySize largest request body
 * @param sim how a simulated engine behaves
 */
@ConfigurationProperties("signalbox.worker")
public record WorkerProperties(
    @DefaultValue("worker") String id,
    String modelId,
    @Nullable String modelVersion,
    @Nullable Path modelFile,
    @Nullable Path libraryDir,
    @DefaultValue("llama") EngineKind engine,
    @DefaultValue("auto") Accelerator accelerator,
    @DefaultValue("-1") int gpuLayers,
    @DefaultValue("0") int contextLength,
    @DefaultValue("4") int slots,
    @DefaultValue("256") int queueCapacity,
    @DefaultValue("0") int threads,
    @Nullable Long parentPid,
    @DefaultValue("8s") Duration drainLimit,
    @DefaultValue("32MB") DataSize maxBodySize,
    @DefaultValue Sim sim) {

  /** Checks every value; the message names the property, its value and what was expected. */
  @SuppressWarnings({"ConstantValue", "NullAway"})
  public WorkerProperties {
    require(!id.isBlank(), "id", id, "not blank");
    require(modelId != null && !modelId.isBlank(), "model-id", modelId, "the model's name");
    if (engine == EngineKind.LLAMA) {
      require(modelFile != null, "model-file", modelFile, "a GGUF file");
      require(libraryDir != null, "library-dir", libraryDir, "the folder with libllama");
    }
    require(gpuLayers >= -1, "gpu-layers", gpuLayers, ">= -1");
    require(contextLength == 0 || contextLength >= 2, "context-length", contextLength, "0 or >= 2");
    require(slots >= 1 && slots <= 256, "slots", slots, "1 to 256");
    require(queueCapacity >= 1, "queue-capacity", queueCapacity, ">= 1");
    require(threads >= 0, "threads", threads, ">= 0");
    require(!drainLimit.isNegative(), "drain-limit", drainLimit, "zero or more");
    require(
        maxBodySize.toBytes() > 0 && maxBodySize.toBytes() <= Integer.MAX_VALUE,
        "max-body-size",
        maxBodySize,
        "1 byte to 2 GiB");
  }

  /** Which engine answers. */
  public enum EngineKind {
    LLAMA,
    SIM
  }

  /** The weights; only where {@link #engine} needs them. */
  Path requiredModelFile() {
    return Objects.requireNonNull(modelFile, "model-file");
  }

  /** The engine's libraries; only where {@link #engine} needs them. */
  Path requiredLibraryDir() {
    return Objects.requireNonNull(libraryDir, "library-dir");
  }

  /**
   * How a simulated engine behaves.
   *
   * @param firstToken time to the first token
   * @param perPromptToken added to it for each token of the prompt
   * @param perToken time between tokens
   * @param answerTokens mean length of an answer
   * @param seed makes two simulated models differ
   */
  public record Sim(
      @DefaultValue("0ms") Duration firstToken,
      @DefaultValue("0ms") Duration perPromptToken,
      @DefaultValue("0ms") Duration perToken,
      @DefaultValue("64") int answerTokens,
      @DefaultValue("0") long seed) {}

  private static void require(boolean holds, String name, @Nullable Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "signalbox.worker." + name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
