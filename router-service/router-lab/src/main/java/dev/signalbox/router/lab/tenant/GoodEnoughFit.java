package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.core.difficulty.tenant.GoodEnoughCurve;
import java.util.Arrays;

/**
 * Fits the chance of good enough to expected gains: Platt's logistic regression with a {@link
 * QuartileSpline} in the place of its line. The curve never rises: where more is expected of large,
 * small is not good enough more often. With outcomes of right and wrong the chance is 1 less the
 * gain less the chance that small alone is right, which no line of log-odds follows over the whole
 * range.
 */
final class GoodEnoughFit {
  private static final int STEPS = 60;

  private GoodEnoughFit() {}

  /**
   * Fits to labels.
   *
   * @param gains expected gain of each label, by fits without it; at least one
   * @param good how often small was good enough, 0..1, of each label
   */
  static GoodEnoughCurve of(double[] gains, double[] good) {
    QuartileSpline spline = new QuartileSpline(gains);
    double[] weights = new double[spline.size()];
    double[] slope = new double[gains.length];
    double[] curvature = new double[gains.length];
    for (int step = 0; step < STEPS; step++) {
      double[] logOdds = spline.at(gains, weights);
      for (int row = 0; row < gains.length; row++) {
        double p = 1 / (1 + StrictMath.exp(-logOdds[row]));
        slope[row] = p - good[row];
        curvature[row] = p * (1 - p);
      }
      weights = spline.step(weights, gains, slope, curvature);
    }
    double[] points = spline.points();
    return new GoodEnoughCurve(
        points, negated(QuartileSpline.risen(negated(spline.at(points, weights)))));
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }
}
