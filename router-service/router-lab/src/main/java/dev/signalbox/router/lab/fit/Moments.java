package dev.signalbox.router.lab.fit;

import java.util.function.IntToDoubleFunction;

/**
 * Mean and standard deviation of a value over rows.
 *
 * @param mean 0 without rows
 * @param deviation at least 1e-6
 */
record Moments(double mean, double deviation) {
  static Moments of(int[] rows, IntToDoubleFunction value) {
    double sum = 0;
    double squares = 0;
    for (int row : rows) {
      double v = value.applyAsDouble(row);
      sum += v;
      squares += v * v;
    }
    int n = Math.max(1, rows.length);
    double mean = sum / n;
    return new Moments(mean, Math.max(1e-6, Math.sqrt(Math.max(0, squares / n - mean * mean))));
  }
}
