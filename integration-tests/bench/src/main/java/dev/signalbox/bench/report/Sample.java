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

  /** The median with its spread: {@code 104.2 +-3%}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f +-%.0f%%", median(), 100 * spread());
  }
}
