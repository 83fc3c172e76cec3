package dev.signalbox.router.core.difficulty.tenant;

/**
 * The rated prompts of a tenant as neighbours: sum over them of coefficient x exp(-gamma x squared
 * distance of the embeddings). Every prompt pulls by its nearness, so none is "the" neighbour of
 * too many look-ups.
 *
 * @param vectors one embedding of {@code dimension} bytes a prompt, in units of {@code unit}
 * @param dimension length of an embedding
 * @param unit value of 1 in {@code vectors}
 * @param coefficients pull of each prompt
 * @param gamma how fast the pull falls with distance
 */
public record Neighbours(
    byte[] vectors, int dimension, float unit, float[] coefficients, double gamma) {

  /** The neighbours' sum at an embedding. */
  public double at(float[] embedding) {
    double sum = 0;
    double square = 0;
    for (float value : embedding) {
      square += value * value;
    }
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * Math.exp(-gamma * distance(i, embedding, square));
    }
    return sum;
  }

  private double distance(int row, float[] embedding, double square) {
    float product = 0;
    int norm = 0;
    int at = row * dimension;
    for (int i = 0; i < dimension; i++) {
      byte value = vectors[at + i];
      product += embedding[i] * value;
      norm += value * value;
    }
    return Math.max(0, square + norm * (double) unit * unit - 2 * product * unit);
  }
}
