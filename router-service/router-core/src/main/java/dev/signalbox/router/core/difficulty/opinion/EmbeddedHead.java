package dev.signalbox.router.core.difficulty.opinion;

/**
 * A linear function of a sentence embedding.
 *
 * @param weights one for each number of the embedding
 * @param bias value at the origin
 */
public record EmbeddedHead(float[] weights, float bias) {
  /** Value at an embedding. */
  public double at(float[] vector) {
    if (vector.length != weights.length) {
      throw new IllegalArgumentException(
          "embedding of %d numbers (expected: %d)".formatted(vector.length, weights.length));
    }
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (double) vector[i];
    }
    return sum;
  }
}
