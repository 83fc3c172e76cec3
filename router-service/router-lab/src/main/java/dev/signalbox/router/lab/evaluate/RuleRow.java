package dev.signalbox.router.lab.evaluate;

import dev.signalbox.router.lab.metric.Apgr;
import dev.signalbox.router.lab.metric.GainCurve;
import dev.signalbox.router.lab.metric.Interval;
import dev.signalbox.router.lab.metric.Outcomes;
import java.util.List;
import java.util.Locale;

/**
 * What one rule is worth.
 *
 * @param name the rule
 * @param apgr average performance gap recovered
 * @param shares share of large that keeps 20, 50 and 80% of the gain
 * @param scores mean score with each of {@link #SHARES} of the prompts to large
 * @param curve the whole curve
 */
public record RuleRow(
    String name, Interval apgr, List<Double> shares, List<Double> scores, GainCurve curve) {
  /** Shares of large at which the score is told. */
  public static final List<Double> SHARES = List.of(0.1, 0.2, 0.3, 0.5, 0.7);

  private static final List<Double> PARTS = List.of(0.2, 0.5, 0.8);

  static RuleRow of(String name, double[] difficulty, Outcomes outcomes) {
    GainCurve curve = GainCurve.of(difficulty, outcomes);
    return new RuleRow(
        name,
        Apgr.withInterval(difficulty, outcomes.small(), outcomes.large()),
        PARTS.stream().map(curve::shareFor).toList(),
        SHARES.stream().map(curve::scoreAt).toList(),
        curve);
  }

  /** The line of a table. */
  String line() {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-12s %-22s", name, apgr));
    shares.forEach(share -> line.append(String.format(Locale.ROOT, "  %5.1f%%", 100 * share)));
    scores.forEach(score -> line.append(String.format(Locale.ROOT, "  %6.3f", score)));
    return line.toString();
  }

  static String header() {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-12s %-22s  %6s  %6s  %6s",
                "rule",
                "APGR [95%]",
                "CPT20",
                "CPT50",
                "CPT80"));
    SHARES.forEach(share -> line.append(String.format(Locale.ROOT, "  @%4.0f%%", 100 * share)));
    return line.toString();
  }
}
