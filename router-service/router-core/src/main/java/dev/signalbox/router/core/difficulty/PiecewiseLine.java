package dev.signalbox.router.core.difficulty;

import java.util.Arrays;

/** Straight lines between points, level beyond the outermost ones. */
public final class PiecewiseLine {
  private PiecewiseLine() {}

  /**
   * The value at a place.
   *
   * @param x where the points are, never falling; at least one
   * @param y the value at each of them
   */
  public static double at(double[] x, double[] y, double place) {
    int found = Arrays.binarySearch(x, place);
    if (found >= 0) {
      return y[found];
    }
    int above = -found - 1;
    if (above == 0) {
      return y[0];
    }
    if (above == x.length) {
      return y[above - 1];
    }
    double part = (place - x[above - 1]) / (x[above] - x[above - 1]);
    return y[above - 1] + part * (y[above] - y[above - 1]);
  }
}
