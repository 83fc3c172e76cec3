package dev.signalbox.router.lab.tenant;

import java.util.Arrays;

/**
 * The gain that labels had where some gain was expected: least squares with a {@link
 * QuartileSpline}, never falling. What a ridge regression expects has the right order and the right
 * mean, but not the right range: a policy that promises a part of large's gain has to know how much
 * of it lies where.
 */
final class ActualGain {
  private ActualGain() {}

  /**
   * Fits to labels.
   *
   * @param expected gain of each label, by fits without it; at least one
   * @param actual score of large less score of small of each label
   * @param at expected gains to tell the actual ones of, rising
   */
  static double[] at(double[] expected, double[] actual, double[] at) {
    QuartileSpline spline = new QuartileSpline(expected);
    double[] slope = Arrays.stream(actual).map(gain -> -gain).toArray();
    double[] curvature = new double[expected.length];
    Arrays.fill(curvature, 1);
    double[] weights = spline.step(new double[spline.size()], expected, slope, curvature);
    return QuartileSpline.risen(spline.at(at, weights));
  }
}
