package dev.signalbox.router.core.difficulty;

/** Calibrations of scorers whose difficulty is a logistic function of an expected gain. */
public final class Calibrations {
  private Calibrations() {}

  /**
   * A calibration.
   *
   * @param gains evenly spaced quantiles of the expected gain, never falling
   * @param scale the logistic function
   */
  public static Calibration of(double[] gains, GainScale scale) {
    double[] difficulty = new double[gains.length];
    double[] gain = new double[gains.length];
    for (int i = 0; i < gains.length; i++) {
      difficulty[i] = scale.difficulty(gains[i]);
      gain[i] = Math.clamp(gains[i], -1, 1);
    }
    return Calibration.of(difficulty, gain).on(scale);
  }
}
