package dev.signalbox.router.lab.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses knowing the outcomes: the most score for a mean cost. Every prompt's rungs are cut to the
 * upper convex hull of their (cost, score), and the steps along the hulls taken in order of their
 * gain for their cost: the greedy solution of the multiple-choice knapsack (Sinha and Zoltners
 * 1979), at most one step short of the best.
 */
public final class Oracle {
  private Oracle() {}

  /**
   * A step up a prompt's hull.
   *
   * @param row the prompt
   * @param to the rung that it leads to
   * @param cost what it costs more, above 0
   * @param gain what it scores more, above 0
   */
  private record Step(int row, int to, double cost, double gain) {
    double slope() {
      return gain / cost;
    }
  }

  /** What an oracle chooses for a mean cost of at most this, 0..1. */
  public static Picks atCost(LadderOutcomes outcomes, double cost) {
    int[] rungs = new int[outcomes.size()];
    List<Step> steps = new ArrayList<>();
    double left = cost * outcomes.size() + 1e-9;
    for (int row = 0; row < rungs.length; row++) {
      rungs[row] = bestFree(outcomes, row);
      Step next = steepest(outcomes, row, rungs[row]);
      while (next != null) {
        steps.add(next);
        next = steepest(outcomes, row, next.to());
      }
    }
    steps.sort(Comparator.comparingDouble(Step::slope).reversed());
    for (Step step : steps) {
      if (step.cost() > left) {
        break;
      }
      left -= step.cost();
      rungs[step.row()] = step.to();
    }
    return new Picks(outcomes, rungs);
  }

  private static int bestFree(LadderOutcomes outcomes, int row) {
    int best = 0;
    for (int rung = 1; rung < outcomes.rungs().size(); rung++) {
      boolean free = outcomes.rungs().costs()[rung] == 0;
      best = free && outcomes.scores()[row][rung] > outcomes.scores()[row][best] ? rung : best;
    }
    return best;
  }

  private static @Nullable Step steepest(LadderOutcomes outcomes, int row, int from) {
    double[] costs = outcomes.rungs().costs();
    double[] scores = outcomes.scores()[row];
    Step best = null;
    for (int rung = 0; rung < costs.length; rung++) {
      double cost = costs[rung] - costs[from];
      double gain = scores[rung] - scores[from];
      if (cost > 0 && gain > 0 && (best == null || gain / cost > best.slope())) {
        best = new Step(row, rung, cost, gain);
      }
    }
    return best;
  }
}
