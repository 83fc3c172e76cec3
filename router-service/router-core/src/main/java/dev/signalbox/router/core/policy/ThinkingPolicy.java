package dev.signalbox.router.core.policy;

import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Thinking;

/**
 * How much thinking requests are worth: the hardest share of a tenant's traffic gets high effort,
 * the next hardest low. The budget grows with the rank of the difficulty: {@code maxTokens * F(d)},
 * half of it for low, with F the share of traffic that is not harder. Immutable.
 *
 * @param maxEffort no request gets more
 * @param lowShare share of requests, from the hardest, that get at least low effort, 0..1
 * @param highShare share of them that get high effort, 0..{@code lowShare}
 * @param maxTokens largest budget, at least 1
 */
public record ThinkingPolicy(Effort maxEffort, double lowShare, double highShare, int maxTokens) {

  /** What a request of that difficulty gets. */
  public Thinking of(double difficulty, GainCurve curve) {
    double harder = curve.shareAbove(difficulty);
    Effort worth = harder < highShare ? Effort.HIGH : harder < lowShare ? Effort.LOW : Effort.OFF;
    Effort effort = worth.compareTo(maxEffort) > 0 ? maxEffort : worth;
    return with(effort, maxTokens * (1 - harder));
  }

  /** What no request gets more than, however hard it is and whatever its client says. */
  public Thinking most() {
    return with(maxEffort, maxTokens);
  }

  private static Thinking with(Effort effort, double budget) {
    return switch (effort) {
      case OFF -> new Thinking(Effort.OFF, 0);
      case LOW -> new Thinking(Effort.LOW, (int) Math.max(1, budget / 2));
      case HIGH -> new Thinking(Effort.HIGH, (int) Math.max(1, budget));
    };
  }
}
