package dev.signalbox.router.core.policy;

import dev.signalbox.router.core.difficulty.Calibration;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Turns what a policy wants into a threshold on the difficulty, for one distribution of requests.
 *
 * <p>Let q be the quantile function of the difficulty and g(d) the expected gain of large over
 * small at difficulty d. Sending everything harder than t to the large expert sends the share
 * {@code 1 - F(t)} there, and keeps {@code K(t) = integral over d > t of g dF / integral over all
 * of g dF} of its gain. Both are read from a table of {@value #POINTS} quantiles. Where the gain is
 * negative for easy requests K passes 1 on its way: then a smaller share is better than everything.
 *
 * <p>Requests exactly as hard as the threshold stay with the small expert, so that a share is never
 * passed because many requests are alike. Immutable.
 */
public final class GainCurve {
  /** Harder than every request. */
  public static final double NOTHING_LARGE = 2;

  /** Easier than every request. */
  public static final double EVERYTHING_LARGE = -1;

  private static final int POINTS = 201;

  private final String source;
  private final double[] difficulty;
  private final double[] kept;

  private GainCurve(String source, double[] difficulty, double[] kept) {
    this.source = source;
    this.difficulty = difficulty;
    this.kept = kept;
  }

  /** For requests that are spread like those that the scorer was calibrated with. */
  public static GainCurve of(String scorer, Calibration calibration) {
    return of("calibration of " + scorer, calibration::quantile, calibration);
  }

  /**
   * For requests that are spread otherwise.
   *
   * @param source where the spread comes from, in words
   * @param quantile share 0..1 to the difficulty that this share does not exceed
   * @param calibration what gain to expect at a difficulty
   */
  public static GainCurve of(String source, DoubleUnaryOperator quantile, Calibration calibration) {
    double[] difficulty = new double[POINTS];
    double[] kept = new double[POINTS];
    double above = 0;
    for (int i = POINTS - 1; i >= 0; i--) {
      difficulty[i] = quantile.applyAsDouble((double) i / (POINTS - 1));
      kept[i] = above;
      above += calibration.gainAt(difficulty[i]);
    }
    for (int i = 0; i < POINTS; i++) {
      kept[i] = above > 0 ? kept[i] / above : 1 - (double) i / (POINTS - 1);
    }
    return new GainCurve(source, difficulty, kept);
  }

  /** What the curve was made of, in words. */
  public String source() {
    return source;
  }

  /** The threshold that sends at most this share of requests to the large expert. */
  public double thresholdForShare(double share) {
    if (share <= 0) {
      return NOTHING_LARGE;
    }
    if (share >= 1) {
      return EVERYTHING_LARGE;
    }
    double at = (1 - share) * (POINTS - 1);
    int below = Math.min((int) at, POINTS - 2); // the tiniest of shares is rounded to none
    return difficulty[below] + (at - below) * (difficulty[below + 1] - difficulty[below]);
  }

  /** The highest threshold that keeps at least this share of the large expert's gain. */
  public double thresholdForQuality(double share) {
    if (share <= 0) {
      return NOTHING_LARGE;
    }
    if (share >= 1) {
      return EVERYTHING_LARGE;
    }
    for (int i = POINTS - 1; i >= 0; i--) {
      if (kept[i] >= share) {
        return difficulty[i];
      }
    }
    return EVERYTHING_LARGE;
  }

  /** The share of requests that are harder than a threshold, 0..1. */
  public double shareAbove(double threshold) {
    int found = firstAbove(threshold);
    if (found == 0) {
      return 1;
    }
    if (found == POINTS) {
      return 0;
    }
    double width = difficulty[found] - difficulty[found - 1];
    double part = width == 0 ? 1 : (difficulty[found] - threshold) / width;
    return (POINTS - 1 - found + part) / (POINTS - 1);
  }

  /** The share of the large expert's gain that a threshold is expected to keep; may pass 1. */
  public double qualityKept(double threshold) {
    int found = firstAbove(threshold);
    return found == 0 ? 1 : kept[found - 1];
  }

  private int firstAbove(double threshold) {
    int found = Arrays.binarySearch(difficulty, threshold);
    if (found < 0) {
      return -found - 1;
    }
    while (found < POINTS && difficulty[found] <= threshold) {
      found++;
    }
    return found;
  }
}
