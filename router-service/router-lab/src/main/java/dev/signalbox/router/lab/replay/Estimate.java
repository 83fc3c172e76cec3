package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.metric.Interval;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A mean as it was logged, and as it is to be expected of another policy: answers that it would
 * have asked for, too, speak for it, each weighted by its probability under that policy over the
 * one that it had (self-normalised inverse propensity).
 *
 * @param known answers of which the value is known
 * @param before mean over these
 * @param after expectation under the other policy; null if none of them speaks for it
 * @param effective number of equally weighted answers that would tell as much
 */
public record Estimate(int known, Interval before, @Nullable Interval after, double effective) {
  private static final boolean[] PARTS = {false, true};

  /**
   * Estimates, with 95% intervals by bootstrap.
   *
   * @param value of each answer, NaN where it is not known
   * @param weight of each answer, at least 0
   * @return null if no value is known
   */
  static @Nullable Estimate of(double[] value, double[] weight) {
    return of(value, weight, new boolean[value.length]);
  }

  /**
   * The same of answers in two parts that are normalised each by itself: a part counts by its share
   * of the answers whose value is known, whatever its answers weigh together. Nothing is expected
   * where a part has such answers and none of them weighs.
   *
   * @param upper whether an answer is in the one part or in the other
   */
  static @Nullable Estimate of(double[] value, double[] weight, boolean[] upper) {
    int[] known = IntStream.range(0, value.length).filter(i -> !Double.isNaN(value[i])).toArray();
    if (known.length == 0) {
      return null;
    }
    double[] even = new double[value.length];
    Arrays.fill(even, 1);
    double effective = effective(known, weight, upper);
    return new Estimate(
        known.length,
        mean(known, value, even, new boolean[value.length]),
        effective == 0 ? null : mean(known, value, weight, upper),
        effective);
  }

  /**
   * Kish's effective sample size, the sum of weights squared over the sum of their squares, of
   * weights that are normalised in each part by itself; 0 if nothing weighs in a part.
   */
  static double effective(double[] weight, boolean[] upper) {
    return effective(IntStream.range(0, weight.length).toArray(), weight, upper);
  }

  private static double effective(int[] known, double[] weight, boolean[] upper) {
    double sum = 0;
    double squares = 0;
    for (boolean part : PARTS) {
      int[] rows = IntStream.of(known).filter(row -> upper[row] == part).toArray();
      double total = IntStream.of(rows).mapToDouble(row -> weight[row]).sum();
      if (rows.length > 0 && total == 0) {
        return 0;
      }
      for (int row : rows) {
        double normalised = weight[row] * rows.length / total;
        sum += normalised;
        squares += normalised * normalised;
      }
    }
    return sum == 0 ? 0 : sum * sum / squares;
  }

  private static Interval mean(int[] known, double[] value, double[] weight, boolean[] upper) {
    return Interval.bootstrap(
        known.length,
        drawn -> {
          int[] rows = IntStream.of(drawn).map(row -> known[row]).toArray();
          return share(rows, value, weight, upper, false) + share(rows, value, weight, upper, true);
        });
  }

  /** What a part's answers add to the mean of all. */
  private static double share(
      int[] rows, double[] value, double[] weight, boolean[] upper, boolean part) {
    double sum = 0;
    double total = 0;
    int count = 0;
    for (int row : rows) {
      if (upper[row] == part) {
        sum += weight[row] * value[row];
        total += weight[row];
        count++;
      }
    }
    return count == 0 ? 0 : sum / total * ((double) count / rows.length);
  }
}
