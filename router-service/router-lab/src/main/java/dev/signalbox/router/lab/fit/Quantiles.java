package dev.signalbox.router.lab.fit;

import java.util.Arrays;

/** Evenly spaced quantiles of a sample. */
public final class Quantiles {
  private static final int STEPS = 100;

  private Quantiles() {}

  /** The smallest value, the 1% quantile, ..., the largest value. */
  public static double[] of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] quantiles = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      quantiles[i] = sorted[(int) ((long) i * (sorted.length - 1) / STEPS)];
    }
    return quantiles;
  }
}
