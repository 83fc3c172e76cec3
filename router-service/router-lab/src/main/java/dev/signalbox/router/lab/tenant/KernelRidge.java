package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.lab.fit.Cholesky;
import dev.signalbox.router.lab.fit.TextFolds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ridge regression in its dual form, for few rows and many features.
 *
 * @param coefficients pull of each row of the kernel; 0 for rows that were not used
 * @param mean mean target, to be added
 * @param outOfFold prediction of each used row by fits that have seen neither it nor another row of
 *     its text; 0 for the others
 */
record KernelRidge(double[] coefficients, double mean, double[] outOfFold) {
  private static final int FOLDS = 5;
  private static final long SEED = 3;
  private static final double[] STRENGTHS = {2, 4, 8, 16, 32};

  /**
   * Fits several targets on the same rows, each with the strength whose out-of-fold error is least.
   * A matrix is factored once for all of them, which is what costs time.
   *
   * @param texts the text of each row of the kernel
   * @param rows rows of the kernel to use
   * @param targets each with one value a row of the kernel; only those of the used rows are read
   */
  static List<KernelRidge> fit(
      float[][] kernel, List<String> texts, int[] rows, List<double[]> targets) {
    TextFolds folds = TextFolds.of(texts, rows, FOLDS, SEED);
    double[] least = new double[targets.size()];
    int[] best = new int[targets.size()];
    List<double[]> predictions = new ArrayList<>(targets);
    for (int s = 0; s < STRENGTHS.length; s++) {
      List<double[]> outOfFold = outOfFold(kernel, targets, folds, STRENGTHS[s]);
      for (int t = 0; t < least.length; t++) {
        double error = error(outOfFold.get(t), targets.get(t), rows);
        if (s == 0 || error < least[t]) {
          least[t] = error;
          best[t] = s;
          predictions.set(t, outOfFold.get(t));
        }
      }
    }
    KernelRidge[] fits = new KernelRidge[targets.size()];
    for (int s = 0; s < STRENGTHS.length; s++) {
      int strength = s;
      int[] chosen = IntStream.range(0, best.length).filter(t -> best[t] == strength).toArray();
      if (chosen.length > 0) {
        Cholesky factor = factor(kernel, rows, STRENGTHS[s]);
        for (int t : chosen) {
          double mean = mean(rows, targets.get(t));
          double[] pull = solve(factor, targets.get(t), rows, mean);
          fits[t] = new KernelRidge(spread(pull, rows, kernel.length), mean, predictions.get(t));
        }
      }
    }
    return List.of(fits);
  }

  private static List<double[]> outOfFold(
      float[][] kernel, List<double[]> targets, TextFolds folds, double strength) {
    List<double[]> predictions = targets.stream().map(target -> new double[kernel.length]).toList();
    for (int fold = 0; fold < FOLDS; fold++) {
      int[] train = folds.part(fold, false);
      int[] left = folds.part(fold, true);
      Cholesky factor = factor(kernel, train, strength);
      for (int t = 0; t < predictions.size(); t++) {
        double mean = mean(train, targets.get(t));
        double[] coefficients = solve(factor, targets.get(t), train, mean);
        for (int row : left) {
          double sum = mean;
          for (int i = 0; i < train.length; i++) {
            sum += coefficients[i] * at(kernel, row, train[i]);
          }
          predictions.get(t)[row] = sum;
        }
      }
    }
    return predictions;
  }

  private static Cholesky factor(float[][] kernel, int[] rows, double strength) {
    double[][] matrix = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      matrix[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = at(kernel, rows[i], rows[j]);
      }
      matrix[i][i] += strength;
    }
    return Cholesky.of(matrix);
  }

  private static double[] solve(Cholesky factor, double[] y, int[] rows, double mean) {
    return factor.solve(IntStream.of(rows).mapToDouble(row -> y[row] - mean).toArray());
  }

  private static double[] spread(double[] values, int[] rows, int size) {
    double[] all = new double[size];
    for (int i = 0; i < rows.length; i++) {
      all[rows[i]] = values[i];
    }
    return all;
  }

  private static float at(float[][] kernel, int i, int j) {
    return i >= j ? kernel[i][j] : kernel[j][i];
  }

  private static double mean(int[] rows, double[] y) {
    return IntStream.of(rows).mapToDouble(row -> y[row]).average().orElse(0);
  }

  private static double error(double[] predictions, double[] y, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += (predictions[row] - y[row]) * (predictions[row] - y[row]);
    }
    return sum;
  }
}
