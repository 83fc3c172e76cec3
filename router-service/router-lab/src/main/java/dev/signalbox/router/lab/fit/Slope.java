package dev.signalbox.router.lab.fit;

import java.util.function.IntToDoubleFunction;

/** How much the expected gain rises with a composite. */
final class Slope {
  /** Least change of the gain for one standard deviation of the composite. */
  private static final double LEAST = 0.05;

  /** A composite that varies less than this over the kind's prompts hardly tells them apart. */
  private static final double LEAST_DEVIATION = 0.25;

  private Slope() {}

  /**
   * Change of the target for a composite higher by 1, by least squares, but not below the least.
   *
   * @param rows all rows of the kind, over which a standard deviation is taken
   * @param rated those that know the target; none gives the least
   */
  static double of(int[] rows, int[] rated, IntToDoubleFunction composite, double[] target) {
    Moments m = Moments.of(rated, composite);
    double sum = 0;
    for (int row : rated) {
      sum += target[row] * (composite.applyAsDouble(row) - m.mean());
    }
    double perDeviation = rated.length == 0 ? 0 : sum / (rated.length * m.deviation());
    double deviation = Moments.of(rows, composite).deviation();
    return Math.max(LEAST, perDeviation) / Math.max(LEAST_DEVIATION, deviation);
  }
}
