package dev.signalbox.router.lab.ladder;

import java.util.stream.IntStream;

/**
 * The best that can be had for a mean cost without looking at prompts: chance between the two rungs
 * whose mean scores promise most.
 *
 * @param rungs the ladder
 * @param means mean score of each rung, of prompts whose outcomes are known
 */
public record BlindMix(Rungs rungs, double[] means) {

  /** Mean scores of outcomes. */
  public static BlindMix learnt(LadderOutcomes outcomes) {
    double[] means =
        IntStream.range(0, outcomes.rungs().size())
            .mapToDouble(rung -> Picks.always(outcomes, rung).score().value())
            .toArray();
    return new BlindMix(outcomes.rungs(), means);
  }

  /** Expected score of each prompt for a mean cost, 0..1. */
  public double[] scores(LadderOutcomes outcomes, double cost) {
    double[] weights = weights(cost);
    double[] scores = new double[outcomes.size()];
    for (int row = 0; row < scores.length; row++) {
      for (int rung = 0; rung < weights.length; rung++) {
        scores[row] += weights[rung] * outcomes.scores()[row][rung];
      }
    }
    return scores;
  }

  private double[] weights(double cost) {
    double[] costs = rungs.costs();
    double[] best = new double[costs.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int low = 0; low < costs.length; low++) {
      for (int high = 0; high < costs.length; high++) {
        double step = costs[high] - costs[low];
        double part = step > 0 ? (cost - costs[low]) / step : 0;
        double mean = means[low] + part * (means[high] - means[low]);
        if (costs[low] <= cost && part <= 1 && mean > most) {
          most = mean;
          best = new double[costs.length];
          best[low] = 1 - part;
          best[high] += part;
        }
      }
    }
    return best;
  }
}
