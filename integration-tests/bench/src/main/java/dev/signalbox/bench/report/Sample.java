package dev.signalbox.bench.report;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** Repeated measurements of one thing. */
public record Sample(double[] values) {
  public Sample {
    if (values.length == 0) {
      throw new IllegalArgumentException("values: none (expected: at least one)");
    }
    values = DoubleStream.of(values).sorted().toArray();
  }

  public double median() {
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** Half of the distance between the largest and the smallest, as a share of the median. */
  public double spread() {
    return (values[values.length - 1] - values[0]) / 2 / median();
  }

  /**
   * An interval that holds the true median with a chance of at least 95%, whatever the values'
   * distribution: from the k-th smallest to the k-th largest, with the greatest k for which {@code
   * 2 * P(B < k) <= 0.05}, B binomial with as many trials as there are values and 1/2. With fewer
   * than six values it is the whole range, and holds the median less surely.
   *
   * @return lower and upper end
   */
  public double[] medianInterval() {
    double outside = Math.pow(0.5, values.length);
    double sum = outside;
    int k = 0;
    while (k + 1 < (values.length + 1) / 2 && 2 * sum <= 0.05) {
      k++;
      outside *= (double) (values.length - k + 1) / k;
      sum += outside;
    }
    int end = Math.max(0, k - 1);
    return new double[] {values[end], values[values.length - 1 - end]};
  }

  /** The median with its spread: {@code 104.2 +-3%}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f +-%.0f%%", median(), 100 * spread());
  }
}
