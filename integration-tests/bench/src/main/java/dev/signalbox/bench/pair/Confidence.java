package dev.signalbox.bench.pair;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How sure an answer is of itself, by the rule of the gateway's cascades: the mean of its tokens'
 * log-probabilities, each at least -20, or a low quantile of them. The gateway's own class is out
 * of reach here, as servers run as processes; {@code --verify} compares both on real cascades.
 */
final class Confidence {
  private static final double LEAST = -20;

  private Confidence() {}

  /**
   * @param logprobs at least one
   * @param quantile the quantile that counts, 0..1; null for the mean
   * @return natural logarithm, at most 0
   */
  static double of(List<Double> logprobs, @Nullable Double quantile) {
    if (logprobs.isEmpty()) {
      throw new IllegalArgumentException("logprobs: none (expected: at least one)");
    }
    // As single numbers, which is what the gateway keeps: a threshold may lie between.
    double[] values =
        logprobs.stream().mapToDouble(one -> (float) Math.clamp(one, LEAST, 0)).toArray();
    if (quantile != null) {
      Arrays.sort(values);
      return values[(int) Math.floor(quantile * (values.length - 1))];
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
