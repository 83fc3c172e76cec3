package dev.signalbox.worker.api;

import java.util.Map;

/**
 * How the next token is drawn. The random state is a function of the seed and of the number of
 * tokens before the drawn one, prompt included, so that an answer continued elsewhere from its
 * tokens draws what the undisturbed one would have.
 *
 * @param temperature 0 takes the most likely token; 0..2
 * @param topP nucleus, 0..1; 1 switches it off
 * @param topK candidates kept; 0 switches it off
 * @param minP share of the best candidate's probability that others must reach, 0..1; 0 is off
 * @param repeatPenalty divisor for tokens seen in the last {@code penaltyWindow}; 1 is off
 * @param presencePenalty subtracted once from a token already in the answer, -2..2
 * @param frequencyPenalty subtracted for each time a token is in the answer, -2..2
 * @param penaltyWindow tokens that the repeat penalty looks back on
 * @param logitBias token id to what is added to its logit, -100..100
 * @param seed seed of the draw; choice i of several uses {@code seed + i}
 */
public record Sampling(
    double temperature,
    double topP,
    int topK,
    double minP,
    double repeatPenalty,
    double presencePenalty,
    double frequencyPenalty,
    int penaltyWindow,
    Map<Integer, Double> logitBias,
    long seed) {
  public Sampling {
    logitBias = Map.copyOf(logitBias);
  }

  /** The most likely token at every step. */
  public static Sampling greedy() {
    return new Sampling(0, 1, 0, 0, 1, 0, 0, 64, Map.of(), 0);
  }
}
