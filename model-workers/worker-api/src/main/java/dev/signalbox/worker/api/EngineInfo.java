package dev.signalbox.worker.api;

import java.util.Set;

/**
 * What an engine loaded.
 *
 * @param model the model's name as clients of the worker write it
 * @param modelVersion exact weights: {@code sha256:} and the digest of the file, or a name that
 *     stands for one
 * @param contextLength tokens that the prompt and the answer of one request may fill together
 * @param trainedContextLength tokens that the model was trained for
 * @param vocabularySize number of token ids
 * @param embeddingLength length of an embedding; 0 if the model cannot embed
 * @param parameters number of weights
 * @param slots requests that can run at once
 * @param queueCapacity requests that may wait
 * @param accelerator where the layers run, in words: {@code cpu}, {@code cuda: 28 of 29 layers}
 * @param features what the engine can do
 */
public record EngineInfo(
    String model,
    String modelVersion,
    int contextLength,
    int trainedContextLength,
    int vocabularySize,
    int embeddingLength,
    long parameters,
    int slots,
    int queueCapacity,
    String accelerator,
    Set<Feature> features) {
  public EngineInfo {
    features = Set.copyOf(features);
  }

  /** What an engine may be able to do. */
  public enum Feature {
    /** Has a chat template that can be rendered. */
    CHAT,
    /** Continues plain prompts and token ids. */
    COMPLETIONS,
    /** Gives log-probabilities. */
    LOGPROBS,
    /** Turns text into vectors. */
    EMBEDDINGS,
    /** Takes and returns token ids. */
    TOKEN_IDS,
    /** Goes on with an answer begun elsewhere as if it had written it, {@code answered} told. */
    CONTINUATION
  }
}
