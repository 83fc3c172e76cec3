package dev.signalbox.router.core.difficulty;

/** Calibrations of scorers whose difficulty is a logistic function of an expected gain. */
public final class Calibrations {
  private Calibrations() {}

  /**
   * A calibration.
   *
   * @param gains evenly spaced quantiles of the expected gain, never falling
   * @param centre gain that maps to difficulty 0.5
   * @param spread scale of the gain, above 0
   */
  public static Calibration of(double[] gains, double centre, double spread) {
    double[] difficulty = new double[gains.length];
    double[] gain = new double[gains.length];
    for (int i = 0; i < gains.length; i++) {
      difficulty[i] = 1 / (1 + Math.exp(-(gains[i] - centre) / spread));
      gain[i] = Math.clamp(gains[i], -1, 1);
    }
    return Calibration.of(difficulty, gain);
  }
}
