package dev.signalbox.router.lab.fit;

import java.util.function.IntToDoubleFunction;

/**
 * How the parts of a kind's composite are made comparable: (value - mean) / deviation spreads by 1
 * over the kind's prompts, or by less.
 *
 * @param mean what counts as usual
 * @param deviation above 0; infinite for a value that is the same in all training prompts, which
 *     therefore tell nothing of it
 */
record Yardstick(double mean, double deviation) {
  /** Values that differ less than this over all prompts are held to be all the same. */
  private static final double SAME = 1e-3;

  /**
   * Least deviation within a kind, as a share of that over all prompts: what the kind's prompts
   * hardly differ in must not outweigh the rest where others do.
   */
  private static final double LEAST = 0.25;

  /**
   * Measures a value.
   *
   * @param own prompts of the kind
   * @param all prompts of all kinds
   */
  static Yardstick of(int[] own, int[] all, IntToDoubleFunction value) {
    double overall = Moments.of(all, value).deviation();
    Moments within = Moments.of(own, value);
    double deviation =
        overall < SAME ? Double.POSITIVE_INFINITY : Math.max(within.deviation(), LEAST * overall);
    return new Yardstick(within.mean(), deviation);
  }
}
