package dev.signalbox.gateway.cascade;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The log-probabilities of an answer's tokens, as they come. For one thread. */
public final class TokenLogprobs {
  /** Servers write -9999 or the like for what they cut off; one such token must not decide. */
  private static final double LEAST = -20;

  private float[] values = new float[64];
  private int count;

  void add(double logprob) {
    if (Double.isNaN(logprob)) {
      return;
    }
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = (float) Math.clamp(logprob, LEAST, 0);
  }

  /** How many tokens told theirs. */
  public int count() {
    return count;
  }

  /**
   * How sure the answer is of itself.
   *
   * @param quantile the quantile that counts, 0..1; null for the mean
   * @return natural logarithm, at most 0; null if no token told its own
   */
  public @Nullable Double confidence(@Nullable Double quantile) {
    if (count == 0) {
      return null;
    }
    if (quantile != null) {
      float[] sorted = Arrays.copyOf(values, count);
      Arrays.sort(sorted);
      return (double) sorted[(int) Math.floor(quantile * (count - 1))];
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }
}
