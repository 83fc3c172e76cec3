package dev.signalbox.bench.pair.answers;

import java.util.List;

/**
 * An expert's answer.
 *
 * @param text what it said
 * @param finish why it ended: {@code stop}, or {@code length} if it was cut off
 * @param promptTokens tokens read
 * @param completionTokens tokens written
 * @param logprobs log-probability of each token written
 * @param millis from the request to the answer
 */
public record Given(
    String text,
    String finish,
    int promptTokens,
    int completionTokens,
    List<Double> logprobs,
    long millis) {
  public Given {
    logprobs = List.copyOf(logprobs);
  }

  /** Whether there were too few tokens for it. */
  public boolean isCutOff() {
    return finish.equals("length");
  }
}
