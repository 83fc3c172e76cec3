package dev.signalbox.router.core.policy;

import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.PiecewiseLine;
import dev.signalbox.router.core.difficulty.RatedGains;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the thresholds of a ladder come to whose rungs have targets of their own, by rated requests
 * on which the ladder is tried: on each one the rung with the greatest surplus answers, as {@link
 * RungWorth} has it. At a threshold t that asks for the gain a = G(t) the ladder keeps {@code sum
 * of w * (gain that came of the rung that answers) / sum of w * (gain that came of the last)} and
 * costs {@code sum of w * c of that rung / sum of w}, with w the weight of requests as hard among
 * those that are decided. Read from a table of thresholds. Immutable.
 */
public final class LadderCurve {
  private final double[] thresholds;
  private final double[] kept;
  private final double[] cost;

  /**
   * @param thresholds rising, above 0 and below 1
   * @param kept at each of them
   * @param cost at each of them
   */
  LadderCurve(double[] thresholds, double[] kept, double[] cost) {
    this.thresholds = thresholds;
    this.kept = kept;
    this.cost = cost;
  }

  /**
   * Tries a ladder.
   *
   * @param rated what is known of rated requests
   * @param rungs what these call each rung, the first one first; {@code small} has no gain
   * @param costs what each rung costs, 0 as the first .. 1 as the last
   * @param scale how gains of large become difficulties
   * @param requests how the requests that are decided are spread
   * @return null if a rung is unknown, too few requests are rated for large and all rungs, or the
   *     last rung's gain is not surely above 0
   */
  public static @Nullable LadderCurve of(
      RatedGains rated, List<String> rungs, double[] costs, GainScale scale, GainCurve requests) {
    LadderTry tried = LadderTry.of(rated, rungs, costs, scale, requests);
    return tried == null ? null : tried.curve(scale, requests);
  }

  /**
   * The highest threshold up to which every one keeps at least this share of the last rung's gain:
   * what one threshold keeps by chance where its neighbours do not is no promise.
   */
  public double thresholdForQuality(double share) {
    if (share <= 0) {
      return GainCurve.NOTHING_LARGE;
    }
    double threshold = GainCurve.EVERYTHING_LARGE;
    if (share >= 1) {
      return threshold;
    }
    for (int point = 0; point < thresholds.length && kept[point] >= share; point++) {
      threshold = thresholds[point];
    }
    return threshold;
  }

  /** The share of the last rung's gain that a threshold keeps; may pass 1. */
  public double qualityKept(double threshold) {
    return at(kept, threshold);
  }

  /** Mean cost at a threshold, 0 as the first rung .. 1 as the last. */
  public double cost(double threshold) {
    return at(cost, threshold);
  }

  /** The lowest threshold of the table that costs no more. */
  public double thresholdForCost(double most) {
    if (most >= 1) {
      return GainCurve.EVERYTHING_LARGE;
    }
    for (int point = 0; point < thresholds.length; point++) {
      if (cost[point] <= most) {
        return thresholds[point];
      }
    }
    return GainCurve.NOTHING_LARGE;
  }

  private double at(double[] values, double threshold) {
    if (threshold <= 0) {
      return 1;
    }
    if (threshold >= 1) {
      return 0;
    }
    return PiecewiseLine.at(thresholds, values, threshold);
  }
}
