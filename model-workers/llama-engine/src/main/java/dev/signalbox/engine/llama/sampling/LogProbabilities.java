package dev.signalbox.engine.llama.sampling;

import java.util.Arrays;

/**
 * Log-probabilities from logits: {@code log p(i) = x(i) - log sum exp x}, natural logarithm.
 *
 * <p>Two passes over blocks of 512: the first takes each block's maximum; the second looks only at
 * blocks that hold one of the k largest or anything within 20 of the largest (beyond it adds less
 * than 1e-8 of the sum each). Some five times as fast as the plain way over 150,000 logits.
 */
final class LogProbabilities {
  private static final int BLOCK = 512;
  private static final float NEGLIGIBLE = 20f;

  private final int[] ids;
  private final float[] values;
  private final double logSum;

  private LogProbabilities(int[] ids, float[] values, double logSum) {
    this.ids = ids;
    this.values = values;
    this.logSum = logSum;
  }

  /**
   * @param logits one for each token
   * @param k how many of the most likely tokens to find, up to the number of logits
   */
  static LogProbabilities of(float[] logits, int k) {
    float[] maxima = maxima(logits);
    float[] sorted = maxima.clone();
    Arrays.sort(sorted);
    float largest = sorted[sorted.length - 1];
    float cut = largest - NEGLIGIBLE;
    // The k-th largest maximum bounds the k-th largest logit from below.
    float threshold =
        k == 0
            ? Float.POSITIVE_INFINITY
            : sorted.length >= k
                ? Math.nextDown(sorted[sorted.length - k])
                : Float.NEGATIVE_INFINITY;
    int[] ids = new int[k];
    float[] values = new float[k];
    Arrays.fill(ids, -1);
    Arrays.fill(values, Float.NEGATIVE_INFINITY);
    double sum = 0;
    for (int block = 0; block < maxima.length; block++) {
      if (maxima[block] <= cut && maxima[block] <= threshold) {
        continue;
      }
      int end = Math.min(logits.length, (block + 1) * BLOCK);
      for (int i = block * BLOCK; i < end; i++) {
        float x = logits[i];
        if (x > threshold) {
          insert(ids, values, x, i);
          threshold = Math.max(threshold, values[k - 1]);
        }
        if (x > cut) {
          sum += Math.exp(x - largest);
        }
      }
    }
    return new LogProbabilities(ids, values, largest + Math.log(sum));
  }

  private static float[] maxima(float[] logits) {
    float[] maxima = new float[Math.ceilDiv(logits.length, BLOCK)];
    for (int block = 0; block < maxima.length; block++) {
      int end = Math.min(logits.length, (block + 1) * BLOCK);
      float a = Float.NEGATIVE_INFINITY;
      float b = a;
      float c = a;
      float d = a;
      int i = block * BLOCK;
      for (; i + 4 <= end; i += 4) {
        a = Math.max(a, logits[i]);
        b = Math.max(b, logits[i + 1]);
        c = Math.max(c, logits[i + 2]);
        d = Math.max(d, logits[i + 3]);
      }
      for (; i < end; i++) {
        a = Math.max(a, logits[i]);
      }
      maxima[block] = Math.max(Math.max(a, b), Math.max(c, d));
    }
    return maxima;
  }

  private static void insert(int[] ids, float[] values, float value, int id) {
    int at = values.length - 1;
    while (at > 0 && values[at - 1] < value) {
      values[at] = values[at - 1];
      ids[at] = ids[at - 1];
      at--;
    }
    values[at] = value;
    ids[at] = id;
  }

  /** Number of tokens found; fewer than asked where the rest is impossible. */
  int count() {
    int count = 0;
    while (count < ids.length && ids[count] >= 0) {
      count++;
    }
    return count;
  }

  /** Id of a most likely token, best first. */
  int id(int rank) {
    return ids[rank];
  }

  /** Log-probability of a most likely token, best first. */
  double top(int rank) {
    return values[rank] - logSum;
  }

  /** Log-probability of a token with this logit. */
  double of(float logit) {
    return logit - logSum;
  }
}
