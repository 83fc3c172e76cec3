package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.PiecewiseLine;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;

/**
 * The chance that small is good enough at an expected gain of large: a straight line in the
 * log-odds between points, and the same as at the outermost points beyond them. A single line
 * through all gains would be off by a tenth where most of a tenant's prompts are hard for both.
 *
 * @param gains where the points are, rising; at least one
 * @param logOdds log-odds of good enough at each of them
 */
public record GoodEnoughCurve(double[] gains, double[] logOdds) {
  /** No expected gain is further from 0; heads of older formats have one line between these. */
  private static final double FAR = 2;

  public GoodEnoughCurve {
    if (gains.length == 0 || gains.length != logOdds.length) {
      throw new MalformedModelException(
          "good enough: %d gains, %d log-odds (expected: equally many, at least 1)"
              .formatted(gains.length, logOdds.length));
    }
    for (int i = 0; i < gains.length; i++) {
      boolean finite = Double.isFinite(gains[i]) && Double.isFinite(logOdds[i]);
      if (!finite || i > 0 && gains[i] <= gains[i - 1]) {
        throw new MalformedModelException(
            "good enough: point %d is at %s, %s (expected: finite numbers, rising gains)"
                .formatted(i, gains[i], logOdds[i]));
      }
    }
  }

  /**
   * One line, as heads of the formats 1 and 2 have it.
   *
   * @param bias log-odds at gain 0
   * @param slope change of the log-odds with the gain
   */
  static GoodEnoughCurve line(double bias, double slope) {
    return new GoodEnoughCurve(
        new double[] {-FAR, FAR}, new double[] {bias - FAR * slope, bias + FAR * slope});
  }

  /** Chance that small is good enough, 0..1. */
  public double at(double gain) {
    return 1 / (1 + Math.exp(-PiecewiseLine.at(gains, logOdds, gain)));
  }
}
