package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.GainScale;

/**
 * How an expected gain becomes difficulty and the chance that small is good enough.
 *
 * @param centre gain that maps to difficulty 0.5
 * @param spread scale of the gain, above 0
 * @param goodBias log-odds of good enough at gain 0
 * @param goodSlope change of the log-odds with the gain
 * @param quantiles evenly spaced quantiles of the gain over the labels, rising
 */
public record GainCalibration(
    double centre, double spread, double goodBias, double goodSlope, double[] quantiles) {
  /** How a gain becomes a difficulty and back. */
  public GainScale scale() {
    return new GainScale(centre, spread);
  }

  /** Chance that small is good enough, 0..1. */
  public double goodEnough(double gain) {
    return 1 / (1 + Math.exp(-(goodBias + goodSlope * gain)));
  }
}
