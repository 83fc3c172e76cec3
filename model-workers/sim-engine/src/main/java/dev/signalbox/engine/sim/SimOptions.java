package dev.signalbox.engine.sim;

import java.time.Duration;
import java.util.Map;

/**
 * How a simulated engine answers and how long it takes.
 *
 * @param model the model's name
 * @param contextLength tokens that prompt and answer may fill together, at least 2
 * @param slots requests that run at once, at least 1
 * @param queueCapacity requests that may wait, 0 or more
 * @param seed makes two simulated models differ
 * @param firstToken time from getting a slot to the first token, zero or more
 * @param perPromptToken added to {@code firstToken} for each token of the prompt
 * @param perToken time between tokens
 * @param answerTokens mean length of an unscripted answer, at least 1
 * @param script answers by a text that the last user message (or the plain prompt) contains; the
 *     longest that matches wins
 * @param failAfterTokens the engine breaks under a request after this many tokens; -1 never
 */
public record SimOptions(
    String model,
    int contextLength,
    int slots,
    int queueCapacity,
    long seed,
    Duration firstToken,
    Duration perPromptToken,
    Duration perToken,
    int answerTokens,
    Map<String, String> script,
    int failAfterTokens) {
  public SimOptions {
    atLeast("contextLength", contextLength, 2);
    atLeast("slots", slots, 1);
    atLeast("queueCapacity", queueCapacity, 0);
    atLeast("answerTokens", answerTokens, 1);
    atLeast("failAfterTokens", failAfterTokens, -1);
    script = Map.copyOf(script);
  }

  /** An engine without latency: 4,096 tokens of context, 4 slots, 256 waiting. */
  public static SimOptions of(String model) {
    return new SimOptions(
        model, 4096, 4, 256, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 64, Map.of(), -1);
  }

  /** The same with other limits. */
  public SimOptions withLimits(int contextLength, int slots, int queueCapacity) {
    return new SimOptions(
        model,
        contextLength,
        slots,
        queueCapacity,
        seed,
        firstToken,
        perPromptToken,
        perToken,
        answerTokens,
        script,
        failAfterTokens);
  }

  /** The same with other times. */
  public SimOptions withLatency(Duration firstToken, Duration perPromptToken, Duration perToken) {
    return new SimOptions(
        model,
        contextLength,
        slots,
        queueCapacity,
        seed,
        firstToken,
        perPromptToken,
        perToken,
        answerTokens,
        script,
        failAfterTokens);
  }

  /** The same with these scripted answers. */
  public SimOptions withScript(Map<String, String> script) {
    return new SimOptions(
        model,
        contextLength,
        slots,
        queueCapacity,
        seed,
        firstToken,
        perPromptToken,
        perToken,
        answerTokens,
        script,
        failAfterTokens);
  }

  /** The same with another mean length of unscripted answers. */
  public SimOptions withAnswerTokens(int answerTokens) {
    return new SimOptions(
        model,
        contextLength,
        slots,
        queueCapacity,
        seed,
        firstToken,
        perPromptToken,
        perToken,
        answerTokens,
        script,
        failAfterTokens);
  }

  /** The same, breaking after this many tokens. */
  public SimOptions withFailureAfter(int tokens) {
    return new SimOptions(
        model,
        contextLength,
        slots,
        queueCapacity,
        seed,
        firstToken,
        perPromptToken,
        perToken,
        answerTokens,
        script,
        tokens);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
  }
}
