package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.EngineRefusedException;

/** A unit vector that is a sum of one pseudo-random direction for each token. */
final class SimEmbedding {
  private SimEmbedding() {}

  static float[] of(int[] tokens, int length) {
    if (tokens.length == 0) {
      throw new EngineRefusedException(
          EngineRefusedException.Kind.INVALID_REQUEST, "an input holds no token");
    }
    double[] sum = new double[length];
    for (int token : tokens) {
      SimVocabulary.checked(token);
      for (int i = 0; i < length; i++) {
        sum[i] += (SimDistribution.mix(token * 1024L + i) >> 11) * 0x1.0p-52;
      }
    }
    double norm = 0;
    for (double one : sum) {
      norm += one * one;
    }
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) (sum[i] / Math.sqrt(norm));
    }
    return vector;
  }
}
