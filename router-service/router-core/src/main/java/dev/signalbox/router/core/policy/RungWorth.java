package dev.signalbox.router.core.policy;

import dev.signalbox.router.core.difficulty.GainScale;

/**
 * What a rung of a ladder is worth at a policy's threshold t, in units of difficulty. The first
 * rung is worth 0 and the last {@code d - t}, with d the difficulty, so that between the two the
 * threshold alone decides; the rungs between them are worth either of two things.
 *
 * <p><b>By their own gain</b>, where it is known what score to expect of each rung. Let G(d) be the
 * gain of the last rung over the first at difficulty d, and D its inverse. A threshold t asks for
 * the gain {@code a = G(t)} before it pays for the last rung: a is the price in score of the whole
 * step. A rung with gain g that costs the part c of that step has the surplus {@code g - a * c},
 * and is worth what the last rung is worth where its surplus is the same: {@code D(g + a * (1 - c))
 * - t}. The order is that of the surplus, whose greatest wins: quality against cost under one
 * price, the Lagrange multiplier of the bound on cost (Everett 1963). As the price falls from
 * infinity to nothing, the choices run along the upper convex hull of the rungs' (cost, gain)
 * (Shoham and Gersho 1988): a rung below the hull is never chosen.
 *
 * <p><b>By the difficulty alone</b> elsewhere: rung i of n is worth the sum over j = 1..i of {@code
 * d - t * j / (n - 1)}, so that each step up asks for more difficulty, the last one for t.
 */
public final class RungWorth {
  private RungWorth() {}

  /**
   * Worth by the rung's own gain.
   *
   * @param gain expected score over the first rung's
   * @param cost what it costs, 0 as the first rung .. 1 as the last
   * @param threshold above 0 and below 1
   * @param scale how gains of the last rung become difficulties
   */
  public static double byGain(double gain, double cost, double threshold, GainScale scale) {
    double asked = scale.gain(threshold);
    double surplus = gain - asked * cost;
    return surplus == 0 ? 0 : scale.difficulty(asked + surplus) - threshold;
  }

  /**
   * Worth of the last rung by its own gain: never more than by the difficulty, so that a bound on
   * its share stays one.
   */
  public static double byGainOfLast(
      double gain, double cost, double difficulty, double threshold, GainScale scale) {
    return Math.min(byGain(gain, cost, threshold, scale), difficulty - threshold);
  }

  /**
   * Worth by the difficulty alone. A threshold beyond 0..1 means everything or nothing, for every
   * step.
   *
   * @param rung 0 for the first
   * @param last the last rung
   */
  public static double byDifficulty(double difficulty, double threshold, int rung, int last) {
    double sum = 0;
    for (int step = 1; step <= rung; step++) {
      boolean all = threshold < 0 || threshold > 1;
      sum += difficulty - (all ? threshold : threshold * step / last);
    }
    return sum;
  }
}
