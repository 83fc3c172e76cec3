package dev.signalbox.router.lab.fit;

import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Splits of rows into parts of equal size, by a seed; the same seed gives the same split. */
public final class Folds {
  private Folds() {}

  /** A random order of the given rows. */
  public static int[] shuffled(int[] rows, long seed) {
    int[] order = rows.clone();
    Random random = new Random(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** The rows whose place in the order leaves the given remainder, or all others. */
  public static int[] part(int[] order, int folds, int fold, boolean inside) {
    return IntStream.range(0, order.length)
        .filter(i -> (i % folds == fold) == inside)
        .map(i -> order[i])
        .toArray();
  }

  /**
   * Values of rows by functions that were fitted without them.
   *
   * @param rows rows to fit on
   * @param size length of the result; other places are NaN
   * @param fit fits a function of a row's number to rows
   */
  public static double[] outOfFold(
      int[] rows, int size, int folds, Function<int[], ToDoubleFunction<Integer>> fit) {
    double[] values = new double[size];
    java.util.Arrays.fill(values, Double.NaN);
    int[] order = shuffled(rows, 1);
    for (int fold = 0; fold < folds; fold++) {
      ToDoubleFunction<Integer> function = fit.apply(part(order, folds, fold, false));
      for (int row : part(order, folds, fold, true)) {
        values[row] = function.applyAsDouble(row);
      }
    }
    return values;
  }
}
