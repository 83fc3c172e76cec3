package dev.signalbox.router.core.difficulty;

/** Calibrations of scorers whose difficulty is a logistic function of an expected gain. */
public final class Calibrations {
  private Calibrations() {}

  /**
   * A calibration of gains that come as they are expected.
   *
   * @param gains evenly spaced quantiles of the expected gain, never falling
   * @param scale the logistic function
   */
  public static Calibration of(double[] gains, GainScale scale) {
    return of(gains, gains, scale);
  }

  /**
   * A calibration.
   *
   * @param expected evenly spaced quantiles of the expected gain, never falling
   * @param actual the gain that comes at each of them
   * @param scale the logistic function
   */
  public static Calibration of(double[] expected, double[] actual, GainScale scale) {
    double[] difficulty = new double[expected.length];
    double[] gain = new double[expected.length];
    for (int i = 0; i < expected.length; i++) {
      difficulty[i] = scale.difficulty(expected[i]);
      gain[i] = Math.clamp(actual[i], -1, 1);
    }
    return Calibration.of(difficulty, gain).on(scale);
  }
}
