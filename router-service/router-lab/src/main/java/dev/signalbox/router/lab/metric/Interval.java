package dev.signalbox.router.lab.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
   * Bootstrap (Efron 1979), by percentiles: the metric over rows drawn with replacement; always the
   * same draws. Draws in which the metric is not defined are left out.
   */
  public static Interval bootstrap(int rows, ToDoubleFunction<int[]> metric) {
    return together(rows, List.of(drawn -> new double[] {metric.applyAsDouble(drawn)}))
        .getFirst()
        .getFirst();
  }

  /**
   * The same for any number of metrics, which see the same draws: each draw is made once. Metrics
   * come in groups, because what is costly is often common to several.
   *
   * @param groups each tells its metrics over rows, always as many; the rows are lent
   * @return intervals of each group in its order
   */
  public static List<List<Interval>> together(int rows, List<Function<int[], double[]>> groups) {
    int[] drawn = everyRow(rows);
    double[][] values = all(groups, drawn);
    double[][][] draws = new double[DRAWS][][];
    Random random = new Random(11);
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < rows; i++) {
        drawn[i] = random.nextInt(rows);
      }
      draws[draw] = all(groups, drawn);
    }
    return IntStream.range(0, values.length)
        .mapToObj(group ->
            IntStream.range(0, values[group].length)
                .mapToObj(metric ->
                    of(
                        values[group][metric],
                        Arrays.stream(draws).mapToDouble(draw -> draw[group][metric]).toArray()))
                .toList())
        .toList();
  }

  /** Each row once: what a metric's value is taken over. */
  public static int[] everyRow(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  private static double[][] all(List<Function<int[], double[]>> groups, int[] rows) {
    return groups.stream().map(group -> group.apply(rows)).toArray(double[][]::new);
  }

  private static Interval of(double value, double[] draws) {
    double[] sorted = Arrays.stream(draws).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new Interval(value, Double.NaN, Double.NaN);
    }
    int tail = sorted.length / 40;
    return new Interval(value, sorted[tail], sorted[sorted.length - 1 - tail]);
  }

  /** As hundredths, e.g. {@code 12.3 [10.1, 15.2]}. */
  public String percent() {
    return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * value, 100 * low, 100 * high);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, low, high);
  }
}
