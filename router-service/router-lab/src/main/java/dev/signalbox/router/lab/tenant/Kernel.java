package dev.signalbox.router.lab.tenant;

/**
 * How alike labels are, as the lower triangle of a matrix: the inner product of their texts'
 * features, of what the shared router says of them, and a constant; in the full form also their
 * nearness in meaning.
 */
final class Kernel {
  /** Weight of a standardised value of the shared router beside the n-grams. */
  static final double INPUT_WEIGHT = 0.15;

  /** How fast neighbours lose their pull with squared distance. */
  static final double GAMMA = 4;

  /** Weight of the neighbours beside the n-grams. */
  static final double NEIGHBOURS = 3;

  private Kernel() {}

  /** Likeness of what the fast form sees. */
  static float[][] fast(LabelFeatures labels) {
    int n = labels.text().size();
    float[][] matrix = new float[n][];
    for (int i = 0; i < n; i++) {
      matrix[i] = new float[i + 1];
      for (int j = 0; j <= i; j++) {
        double inputs = product(labels.inputs()[i], labels.inputs()[j]);
        matrix[i][j] =
            (float) (1 + labels.text().product(i, j) + inputs * INPUT_WEIGHT * INPUT_WEIGHT);
      }
    }
    return matrix;
  }

  /** The fast form's likeness and nearness in meaning. */
  static float[][] full(float[][] fast, QuantisedVectors vectors) {
    float[][] matrix = new float[fast.length][];
    for (int i = 0; i < fast.length; i++) {
      matrix[i] = fast[i].clone();
      for (int j = 0; j <= i; j++) {
        matrix[i][j] += (float) (NEIGHBOURS * StrictMath.exp(-GAMMA * vectors.distance(i, j)));
      }
    }
    return matrix;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
