package dev.signalbox.router.lab.validate;

import dev.signalbox.router.lab.ladder.Picks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Rules on one ladder at equal mean costs.
 *
 * @param lines lines of a Markdown table
 */
record LadderTable(List<String> lines) {
  private static final List<Double> COSTS = List.of(0.1, 0.2, 0.3, 0.5, 0.7);

  /** Costs over which the mean is taken. */
  private static final double[] ALL = IntStream.range(1, 20).mapToDouble(i -> i * 0.05).toArray();

  /**
   * Scores by prompt for a mean cost.
   *
   * @param own by own targets
   * @param steps by even steps of the difficulty
   * @param ends the first rung or the last by the difficulty
   * @param blind by chance
   * @param oracle knowing the outcomes
   */
  record Rules(
      DoubleFunction<double[]> own,
      DoubleFunction<double[]> steps,
      DoubleFunction<double[]> ends,
      DoubleFunction<double[]> blind,
      DoubleFunction<double[]> oracle) {}

  static String header() {
    return """
    | ladder | cost of mid | mean cost | own targets | even steps | own over steps | first or last | by chance | own over chance | oracle |
    |---|---|---|---|---|---|---|---|---|---|\
    """;
  }

  /** The rules of each fold together. */
  static LadderTable of(String name, double mid, List<Rules> folds) {
    List<String> lines = new ArrayList<>();
    for (double cost : COSTS) {
      lines.add(
          line(name, mid, String.format(Locale.ROOT, "%.1f", cost), folds, new double[] {cost}));
    }
    lines.add(line(name, mid, "0.05 .. 0.95", folds, ALL));
    return new LadderTable(List.copyOf(lines));
  }

  private static String line(
      String name, double mid, String cost, List<Rules> folds, double[] costs) {
    double[] own = scores(folds, Rules::own, costs);
    double[] steps = scores(folds, Rules::steps, costs);
    double[] blind = scores(folds, Rules::blind, costs);
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %s | %s | %s | %s | %s | %s | %s | %s |",
        name,
        mid,
        cost,
        Picks.mean(own),
        Picks.mean(steps),
        Picks.difference(own, steps),
        Picks.mean(scores(folds, Rules::ends, costs)),
        Picks.mean(blind),
        Picks.difference(own, blind),
        Picks.mean(scores(folds, Rules::oracle, costs)));
  }

  /** Mean over the costs, by prompt, the folds one after the other. */
  private static double[] scores(
      List<Rules> folds, Function<Rules, DoubleFunction<double[]>> rule, double[] costs) {
    return folds.stream()
        .map(rule)
        .map(by -> averaged(by, costs))
        .flatMapToDouble(DoubleStream::of)
        .toArray();
  }

  private static double[] averaged(DoubleFunction<double[]> rule, double[] costs) {
    double[] sum = rule.apply(costs[0]);
    for (int i = 1; i < costs.length; i++) {
      double[] next = rule.apply(costs[i]);
      for (int row = 0; row < sum.length; row++) {
        sum[row] += next[row];
      }
    }
    return DoubleStream.of(sum).map(value -> value / costs.length).toArray();
  }
}
