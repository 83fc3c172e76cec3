package dev.signalbox.router.lab.evaluate;

import dev.signalbox.router.lab.metric.GainCurve;
import dev.signalbox.router.lab.metric.Interval;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What one rule is worth, or how much more one is worth than another.
 *
 * @param name the rule
 * @param apgr average performance gap recovered
 * @param shares share of large that keeps each of {@link #PARTS} of the gain
 * @param scores mean score with each of {@link #SHARES} of the prompts to large
 */
public record RuleRow(String name, Interval apgr, List<Interval> shares, List<Interval> scores) {
  /** Parts of the gain for which the share of large is told. */
  public static final List<Double> PARTS = List.of(0.2, 0.5, 0.8);

  /** Shares of large at which the score is told. */
  public static final List<Double> SHARES = List.of(0.1, 0.2, 0.3, 0.5, 0.7);

  /** A rule's figures one after the other: APGR, shares, scores. */
  static double[] figures(GainCurve curve) {
    return DoubleStream.concat(
            DoubleStream.of(curve.average()),
            DoubleStream.concat(
                PARTS.stream().mapToDouble(curve::shareFor),
                SHARES.stream().mapToDouble(curve::scoreAt)))
        .toArray();
  }

  /** A rule by {@link #figures} with their intervals. */
  static RuleRow of(String name, List<Interval> figures) {
    int scores = 1 + PARTS.size();
    return new RuleRow(
        name,
        figures.getFirst(),
        List.copyOf(figures.subList(1, scores)),
        List.copyOf(figures.subList(scores, figures.size())));
  }
}
