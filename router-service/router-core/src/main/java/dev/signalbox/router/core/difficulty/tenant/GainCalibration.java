package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;

/**
 * What an expected gain means.
 *
 * @param scale how it becomes a difficulty and back
 * @param goodEnough the chance that small is good enough at it
 * @param quantiles evenly spaced quantiles of it over the labels, rising
 * @param gains the gain that the labels had at each of these, never falling
 */
public record GainCalibration(
    GainScale scale, GoodEnoughCurve goodEnough, double[] quantiles, double[] gains) {

  public GainCalibration {
    if (quantiles.length < 2 || quantiles.length != gains.length) {
      throw new MalformedModelException(
          "calibration: %d quantiles, %d gains (expected: equally many, at least 2)"
              .formatted(quantiles.length, gains.length));
    }
    for (int i = 0; i < quantiles.length; i++) {
      boolean finite = Double.isFinite(quantiles[i]) && Double.isFinite(gains[i]);
      if (!finite || i > 0 && (quantiles[i] < quantiles[i - 1] || gains[i] < gains[i - 1])) {
        throw new MalformedModelException(
            "calibration: quantile %d is %s, its gain %s (expected: finite numbers that never fall)"
                .formatted(i, quantiles[i], gains[i]));
      }
    }
  }
}
