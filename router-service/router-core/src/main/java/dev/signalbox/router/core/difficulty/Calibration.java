package dev.signalbox.router.core.difficulty;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a scorer's difficulties mean, learnt on prompts whose outcomes are known: how difficulty is
 * distributed, and what gain to expect at each. Policies turn a share of requests, or a share of
 * the large expert's gain, into a threshold on the difficulty by it. Immutable.
 */
public final class Calibration {
  private final double[] difficulty;
  private final double[] gain;
  private final @Nullable GainScale scale;
  private final @Nullable RatedGains rated;

  private Calibration(
      double[] difficulty, double[] gain, @Nullable GainScale scale, @Nullable RatedGains rated) {
    this.difficulty = difficulty;
    this.gain = gain;
    this.scale = scale;
    this.rated = rated;
  }

  /**
   * Makes a calibration.
   *
   * @param difficulty at least two quantiles of the difficulty, evenly spaced from the smallest to
   *     the largest: entry i of n is the quantile i / (n - 1); never falling
   * @param gain expected score of large minus score of small at each of them, -1..1
   */
  public static Calibration of(double[] difficulty, double[] gain) {
    if (difficulty.length < 2 || difficulty.length != gain.length) {
      throw new IllegalArgumentException(
          "difficulty, gain: %d and %d entries (expected: equally many, at least 2)"
              .formatted(difficulty.length, gain.length));
    }
    for (int i = 0; i < difficulty.length; i++) {
      if (!Double.isFinite(difficulty[i]) || !Double.isFinite(gain[i])) {
        throw new IllegalArgumentException("entry " + i + " (expected: finite numbers)");
      }
      if (i > 0 && difficulty[i] < difficulty[i - 1]) {
        throw new IllegalArgumentException(
            "difficulty[%d]: %s (expected: >= %s)".formatted(i, difficulty[i], difficulty[i - 1]));
      }
    }
    return new Calibration(difficulty.clone(), gain.clone(), null, null);
  }

  /** The same calibration of a scorer whose difficulty is exactly that function of the gain. */
  Calibration on(GainScale exact) {
    return new Calibration(difficulty, gain, exact, rated);
  }

  /** The same calibration beside rated requests that tell of every rung of a ladder. */
  public Calibration with(@Nullable RatedGains known) {
    return new Calibration(difficulty, gain, scale, known);
  }

  /** For a scorer that was never calibrated: difficulty is spread evenly, and is the gain. */
  public static Calibration assumed() {
    double[] even = new double[101];
    Arrays.setAll(even, i -> i / 100.0);
    return new Calibration(even, even, null, null);
  }

  /** How exactly a gain becomes a difficulty; null where only the quantiles are known. */
  public @Nullable GainScale scale() {
    return scale;
  }

  /** Rated requests that tell of every rung of a ladder; null if there are none. */
  public @Nullable RatedGains rated() {
    return rated;
  }

  /** Number of quantiles. */
  public int size() {
    return difficulty.length;
  }

  /** The difficulty that {@code share} of the calibration prompts do not exceed; share 0..1. */
  public double quantile(double share) {
    double at = Math.clamp(share, 0.0, 1.0) * (difficulty.length - 1);
    int below = (int) at;
    if (below == difficulty.length - 1) {
      return difficulty[below];
    }
    return difficulty[below] + (at - below) * (difficulty[below + 1] - difficulty[below]);
  }

  /** The gain to expect at a difficulty, between quantiles by a straight line; -1..1. */
  public double gainAt(double value) {
    return PiecewiseLine.at(difficulty, gain, value);
  }
}
