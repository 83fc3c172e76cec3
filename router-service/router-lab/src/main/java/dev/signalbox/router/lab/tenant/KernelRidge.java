package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.lab.fit.Cholesky;
import dev.signalbox.router.lab.fit.Folds;
import java.util.stream.IntStream;

/**
 * Ridge regression in its dual form, for few rows and many features.
 *
 * @param coefficients pull of each row
 * @param mean mean target, to be added
 * @param outOfFold each row's prediction by fits without it
 */
record KernelRidge(double[] coefficients, double mean, double[] outOfFold) {
  private static final int FOLDS = 5;
  private static final double[] STRENGTHS = {2, 4, 8, 16, 32};

  /** Fits with the strength whose out-of-fold error is least. */
  static KernelRidge fit(float[][] kernel, double[] y) {
    int[] rows = IntStream.range(0, y.length).toArray();
    double least = Double.POSITIVE_INFINITY;
    double best = STRENGTHS[0];
    double[] predictions = new double[y.length];
    for (double strength : STRENGTHS) {
      double[] outOfFold = outOfFold(kernel, y, rows, strength);
      double error = error(outOfFold, y);
      if (error < least) {
        least = error;
        best = strength;
        predictions = outOfFold;
      }
    }
    double mean = mean(rows, y);
    return new KernelRidge(solve(kernel, y, rows, mean, best), mean, predictions);
  }

  private static double[] outOfFold(float[][] kernel, double[] y, int[] rows, double strength) {
    double[] predictions = new double[y.length];
    int[] order = Folds.shuffled(rows, 3);
    for (int fold = 0; fold < FOLDS; fold++) {
      int[] train = Folds.part(order, FOLDS, fold, false);
      double mean = mean(train, y);
      double[] coefficients = solve(kernel, y, train, mean, strength);
      for (int row : Folds.part(order, FOLDS, fold, true)) {
        double sum = mean;
        for (int i = 0; i < train.length; i++) {
          sum += coefficients[i] * at(kernel, row, train[i]);
        }
        predictions[row] = sum;
      }
    }
    return predictions;
  }

  private static double[] solve(
      float[][] kernel, double[] y, int[] rows, double mean, double strength) {
    double[][] matrix = new double[rows.length][];
    double[] right = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      matrix[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = at(kernel, rows[i], rows[j]);
      }
      matrix[i][i] += strength;
      right[i] = y[rows[i]] - mean;
    }
    return Cholesky.of(matrix).solve(right);
  }

  private static float at(float[][] kernel, int i, int j) {
    return i >= j ? kernel[i][j] : kernel[j][i];
  }

  private static double mean(int[] rows, double[] y) {
    return IntStream.of(rows).mapToDouble(row -> y[row]).average().orElse(0);
  }

  private static double error(double[] predictions, double[] y) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (predictions[i] - y[i]) * (predictions[i] - y[i]);
    }
    return sum;
  }
}
