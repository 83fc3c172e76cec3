package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.metric.Interval;
import java.util.Arrays;
import java.util.stream.DoubleStream;
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

  /**
   * Estimates, with 95% intervals by bootstrap.
   *
   * @param value of each answer, NaN where it is not known
   * @param weight of each answer, at least 0
   * @return null if no value is known
   */
  static @Nullable Estimate of(double[] value, double[] weight) {
    int[] known = IntStream.range(0, value.length).filter(i -> !Double.isNaN(value[i])).toArray();
    if (known.length == 0) {
      return null;
    }
    double[] even = new double[value.length];
    Arrays.fill(even, 1);
    double effective = effective(IntStream.of(known).mapToDouble(i -> weight[i]).toArray());
    return new Estimate(
        known.length,
        mean(known, value, even),
        effective == 0 ? null : mean(known, value, weight),
        effective);
  }

  /** Kish's effective sample size: the sum of weights squared over the sum of their squares. */
  static double effective(double[] weight) {
    double sum = DoubleStream.of(weight).sum();
    return sum == 0 ? 0 : sum * sum / DoubleStream.of(weight).map(w -> w * w).sum();
  }

  private static Interval mean(int[] known, double[] value, double[] weight) {
    return Interval.bootstrap(
        known.length,
        rows -> {
          double sum = 0;
          double total = 0;
          for (int row : rows) {
            sum += weight[known[row]] * value[known[row]];
            total += weight[known[row]];
          }
          return sum / total;
        });
  }
}
