package dev.signalbox.router.lab.fit;

import dev.signalbox.router.core.difficulty.opinion.EmbeddedHead;

/**
 * Ridge regression on embeddings by the normal equations, factored once for several targets:
 * minimises sum (y - f(v))^2 + strength x |w|^2.
 */
final class EmbeddedRidge {
  private static final double STRENGTH = 10;

  private final Meaning meaning;
  private final int[] rows;
  private final double[] mean;
  private final Cholesky factor;

  /** Factors the equations of some rows, all of them embedded; at least one. */
  EmbeddedRidge(Meaning meaning, int[] rows) {
    this.meaning = meaning;
    this.rows = rows;
    this.mean = new double[meaning.vector(rows[0]).length];
    for (int row : rows) {
      float[] vector = meaning.vector(row);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / (double) rows.length;
      }
    }
    double[][] gram = new double[mean.length][];
    for (int i = 0; i < gram.length; i++) {
      gram[i] = new double[i + 1];
      gram[i][i] = STRENGTH;
    }
    double[] centred = new double[mean.length];
    for (int row : rows) {
      centre(row, centred);
      for (int i = 0; i < gram.length; i++) {
        double factorOf = centred[i];
        double[] line = gram[i];
        for (int j = 0; j <= i; j++) {
          line[j] += factorOf * centred[j];
        }
      }
    }
    this.factor = Cholesky.of(gram);
  }

  private void centre(int row, double[] into) {
    float[] vector = meaning.vector(row);
    for (int i = 0; i < into.length; i++) {
      into[i] = vector[i] - mean[i];
    }
  }

  /** The head of a target, which every row must know. */
  EmbeddedHead head(double[] target) {
    double average = Moments.of(rows, row -> target[row]).mean();
    double[] right = new double[mean.length];
    double[] centred = new double[mean.length];
    for (int row : rows) {
      centre(row, centred);
      for (int i = 0; i < right.length; i++) {
        right[i] += centred[i] * (target[row] - average);
      }
    }
    double[] solution = factor.solve(right);
    float[] weights = new float[solution.length];
    double bias = average;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) solution[i];
      bias -= weights[i] * mean[i];
    }
    return new EmbeddedHead(weights, (float) bias);
  }
}
