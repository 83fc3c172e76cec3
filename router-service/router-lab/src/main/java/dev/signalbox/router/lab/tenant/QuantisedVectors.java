package dev.signalbox.router.lab.tenant;

import java.util.List;

/**
 * Embeddings as a head keeps them: one byte a number.
 *
 * @param name embedding model
 * @param bytes all vectors, one after the other
 * @param dimension length of a vector
 * @param unit value of 1
 */
record QuantisedVectors(String name, byte[] bytes, int dimension, float unit) {

  static QuantisedVectors of(String name, List<float[]> vectors) {
    int dimension = vectors.getFirst().length;
    float largest = 1e-6f;
    for (float[] vector : vectors) {
      for (float value : vector) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    float unit = largest / 127;
    byte[] bytes = new byte[vectors.size() * dimension];
    for (int v = 0; v < vectors.size(); v++) {
      for (int i = 0; i < dimension; i++) {
        bytes[v * dimension + i] = (byte) Math.round(vectors.get(v)[i] / unit);
      }
    }
    return new QuantisedVectors(name, bytes, dimension, unit);
  }

  /** Squared distance of two vectors. */
  double distance(int one, int other) {
    int sum = 0;
    for (int i = 0; i < dimension; i++) {
      int difference = bytes[one * dimension + i] - bytes[other * dimension + i];
      sum += difference * difference;
    }
    return sum * (double) unit * unit;
  }
}
