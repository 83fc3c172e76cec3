package dev.signalbox.router.core.fleet;

import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How fast experts have been and how much they write, from the outcomes of requests: exponentially
 * weighted means over about the last {@value #MEMORY} answers of each expert. Safe for use by many
 * threads.
 */
public final class Pace {
  private static final int MEMORY = 50;
  private static final double ASSUMED_COMPLETION = 300;

  private final ConcurrentHashMap<String, Means> byExpert = new ConcurrentHashMap<>();

  /** Learns from one outcome; those without a whole answer teach nothing. */
  public void learn(RoutingOutcome outcome) {
    if (outcome.kind() != OutcomeKind.COMPLETED) {
      return;
    }
    String expert = outcome.expert();
    Duration first = outcome.timeToFirstToken();
    Tokens tokens = expert == null ? null : outcome.tokens().get(expert);
    if (expert == null || first == null || tokens == null || tokens.completion() <= 0) {
      return;
    }
    double rest = seconds(outcome.total().minus(first));
    double perToken = rest / Math.max(1, tokens.completion() - 1);
    byExpert.merge(
        expert, new Means(seconds(first), perToken, tokens.completion()), Means::movedTo);
  }

  /**
   * Seconds that a whole answer is expected to take.
   *
   * @param maxTokens tokens that the answer may take; 0 for no limit
   * @return -1 if the expert has not answered yet
   */
  public double expectedSeconds(String expert, int maxTokens) {
    @Nullable Means means = byExpert.get(expert);
    return means == null
        ? -1
        : means.first + means.perToken * expectedCompletion(expert, maxTokens);
  }

  /**
   * Tokens that an answer is expected to have; {@code maxTokens} 0 for no limit. An expert that has
   * not answered yet is expected to write what the others do: were it taken for a wordy one, it
   * would be too dear to be asked, and nothing would ever be learnt of it.
   */
  public double expectedCompletion(String expert, int maxTokens) {
    @Nullable Means means = byExpert.get(expert);
    double expected = means == null ? others() : means.completion;
    return maxTokens > 0 ? Math.min(expected, maxTokens) : expected;
  }

  private double others() {
    double sum = 0;
    int experts = 0;
    for (Means means : byExpert.values()) {
      sum += means.completion;
      experts++;
    }
    return experts == 0 ? ASSUMED_COMPLETION : sum / experts;
  }

  private static double seconds(Duration duration) {
    return Math.max(0, duration.toNanos() / 1e9);
  }

  private record Means(double first, double perToken, double completion) {
    Means movedTo(Means next) {
      return new Means(
          moved(first, next.first),
          moved(perToken, next.perToken),
          moved(completion, next.completion));
    }

    private static double moved(double mean, double next) {
      return mean + (next - mean) / MEMORY;
    }
  }
}
