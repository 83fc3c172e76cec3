package dev.signalbox.router.lab.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A value and its 95% interval.
 *
 * @param value the value over all rows
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {
  private static final int DRAWS = 500;

  /**
   * Bootstrap: the metric over rows drawn with replacement; always the same draws. Draws in which
   * the metric is not defined are left out.
   */
  public static Interval bootstrap(int rows, ToDoubleFunction<int[]> metric) {
    int[] drawn = new int[rows];
    Arrays.setAll(drawn, i -> i);
    double value = metric.applyAsDouble(drawn);
    Random random = new Random(11);
    double[] values = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < rows; i++) {
        drawn[i] = random.nextInt(rows);
      }
      values[draw] = metric.applyAsDouble(drawn);
    }
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new Interval(value, Double.NaN, Double.NaN);
    }
    int tail = sorted.length / 40;
    return new Interval(value, sorted[tail], sorted[sorted.length - 1 - tail]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, low, high);
  }
}
