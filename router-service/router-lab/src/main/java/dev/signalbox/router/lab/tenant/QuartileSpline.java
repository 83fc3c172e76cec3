package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.lab.fit.Cholesky;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The terms of a linear spline over expected gains that may bend at their quartiles. Bends cost
 * ridge, so that few labels give nearly a line.
 */
final class QuartileSpline {
  private static final double LINE_RIDGE = 1e-3;
  private static final double BEND_RIDGE = 3;

  private final double[] sorted;
  private final double mean;
  private final double deviation;
  private final double[] bends;

  /**
   * @param gains expected gain of each label, in any order; at least one
   */
  QuartileSpline(double[] gains) {
    this.sorted = gains.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    this.mean = Arrays.stream(gains).average().orElse(0);
    double square = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum() / n;
    this.deviation = Math.max(1e-6, Math.sqrt(square));
    this.bends =
        DoubleStream.of(sorted[n / 4], sorted[n / 2], sorted[n * 3 / 4])
            .distinct()
            .filter(bend -> bend > sorted[0] && bend < sorted[n - 1])
            .toArray();
  }

  /** Number of terms. */
  int size() {
    return 2 + bends.length;
  }

  /** The terms at a gain: 1, the line, the bends. */
  double[] terms(double gain) {
    double[] terms = new double[size()];
    terms[0] = 1;
    terms[1] = (gain - mean) / deviation;
    for (int i = 0; i < bends.length; i++) {
      terms[2 + i] = Math.max(0, (gain - bends[i]) / deviation);
    }
    return terms;
  }

  /** The smallest gain, where the spline may bend, the largest; each once, rising. */
  double[] points() {
    return DoubleStream.concat(
            DoubleStream.concat(DoubleStream.of(sorted[0]), DoubleStream.of(bends)),
            DoubleStream.of(sorted[sorted.length - 1]))
        .distinct()
        .toArray();
  }

  /** The spline's value at each of some gains. */
  double[] at(double[] gains, double[] weights) {
    return Arrays.stream(gains).map(gain -> product(terms(gain), weights)).toArray();
  }

  /**
   * A step of Newton's method from some weights.
   *
   * @param gains expected gain of each label
   * @param slope derivative of the loss of each label by the spline's value
   * @param curvature its second derivative
   */
  double[] step(double[] weights, double[] gains, double[] slope, double[] curvature) {
    int size = size();
    double[] gradient = new double[size];
    double[][] hessian = new double[size][];
    for (int i = 0; i < size; i++) {
      double ridge = i < 2 ? LINE_RIDGE : BEND_RIDGE;
      gradient[i] = ridge * weights[i];
      hessian[i] = new double[i + 1];
      hessian[i][i] = ridge;
    }
    for (int row = 0; row < gains.length; row++) {
      double[] x = terms(gains[row]);
      for (int i = 0; i < size; i++) {
        gradient[i] += slope[row] * x[i];
        for (int j = 0; j <= i; j++) {
          hessian[i][j] += curvature[row] * x[i] * x[j];
        }
      }
    }
    double[] step = Cholesky.of(hessian).solve(gradient);
    double[] next = weights.clone();
    for (int i = 0; i < size; i++) {
      next[i] -= step[i];
    }
    return next;
  }

  /**
   * Levels what falls, from the middle outwards: the outermost values rest on the fewest labels.
   */
  static double[] risen(double[] values) {
    double[] risen = values.clone();
    int middle = risen.length / 2;
    for (int i = middle - 1; i >= 0; i--) {
      risen[i] = Math.min(risen[i], risen[i + 1]);
    }
    for (int i = middle + 1; i < risen.length; i++) {
      risen[i] = Math.max(risen[i], risen[i - 1]);
    }
    return risen;
  }

  private static double product(double[] terms, double[] weights) {
    double sum = 0;
    for (int i = 0; i < terms.length; i++) {
      sum += weights[i] * terms[i];
    }
    return sum;
  }
}
