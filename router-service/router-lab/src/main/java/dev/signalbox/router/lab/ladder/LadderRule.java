package dev.signalbox.router.lab.ladder;

import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.policy.RungWorth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a rung for each prompt at a threshold on the difficulty, as the gateway does with quality
 * as its only weight.
 *
 * @param name what the rule goes by
 * @param outcomes the ladder and what it scored; choices do not look at the scores
 * @param difficulty by prompt
 * @param worth what a rung is worth
 */
public record LadderRule(String name, LadderOutcomes outcomes, double[] difficulty, Worth worth) {
  private static final int HALVINGS = 50;

  /** What a rung is worth for a prompt; the greatest is chosen, of equals the lower rung. */
  @FunctionalInterface
  public interface Worth {
    /** The worth, in any unit. */
    double of(int row, int rung, double threshold);
  }

  /** By the difficulty alone, in even steps. */
  public static LadderRule byDifficulty(LadderOutcomes outcomes, List<Assessment> judged) {
    double[] difficulty = difficulty(judged);
    int last = outcomes.rungs().size() - 1;
    return new LadderRule(
        "even steps",
        outcomes,
        difficulty,
        (row, rung, threshold) -> RungWorth.byDifficulty(difficulty[row], threshold, rung, last));
  }

  /** By the difficulty alone, between the first rung and the last. */
  public static LadderRule firstOrLast(LadderOutcomes outcomes, List<Assessment> judged) {
    double[] difficulty = difficulty(judged);
    int last = outcomes.rungs().size() - 1;
    return new LadderRule(
        "first or last",
        outcomes,
        difficulty,
        (row, rung, threshold) ->
            rung == last ? difficulty[row] - threshold : rung == 0 ? 0 : Double.NEGATIVE_INFINITY);
  }

  /**
   * By what is expected of each rung, or null if the scorer does not know every one of them.
   *
   * @param scale how gains become difficulties; null if the scorer does not say
   */
  public static @Nullable LadderRule byOwnGains(
      LadderOutcomes outcomes, List<Assessment> judged, @Nullable GainScale scale) {
    List<String> names = outcomes.rungs().names();
    if (scale == null
        || names.size() < 3
        || !judged.stream().allMatch(one -> one.expectedScores().keySet().containsAll(names))) {
      return null;
    }
    double[] difficulty = difficulty(judged);
    double[][] gains = judged.stream().map(one -> gains(one, names)).toArray(double[][]::new);
    double[] costs = outcomes.rungs().costs();
    int last = names.size() - 1;
    return new LadderRule(
        "own targets",
        outcomes,
        difficulty,
        (row, rung, threshold) ->
            rung < last
                ? RungWorth.byGain(gains[row][rung], costs[rung], threshold, scale)
                : RungWorth.byGainOfLast(
                    gains[row][rung], costs[rung], difficulty[row], threshold, scale));
  }

  private static double[] gains(Assessment assessment, List<String> names) {
    Map<String, Double> scores = assessment.expectedScores();
    double first = scores.getOrDefault(names.getFirst(), 0.0);
    return names.stream().mapToDouble(name -> scores.getOrDefault(name, 0.0) - first).toArray();
  }

  private static double[] difficulty(List<Assessment> judged) {
    return judged.stream().mapToDouble(Assessment::difficulty).toArray();
  }

  /** What is chosen at a threshold above 0 and below 1. */
  public Picks at(double threshold) {
    return new Picks(
        outcomes, IntStream.range(0, difficulty.length).map(row -> pick(row, threshold)).toArray());
  }

  private int pick(int row, double threshold) {
    int best = 0;
    double most = worth.of(row, 0, threshold);
    for (int rung = 1; rung < outcomes.rungs().size(); rung++) {
      double value = worth.of(row, rung, threshold);
      if (value > most) {
        most = value;
        best = rung;
      }
    }
    return best;
  }

  /** What is chosen at the threshold that this share of the prompts passes. */
  public Picks atShare(double share) {
    double[] sorted = difficulty.clone();
    Arrays.sort(sorted);
    return at(sorted[(int) Math.clamp((1 - share) * sorted.length - 1, 0.0, sorted.length - 1.0)]);
  }

  /** What is chosen at the lowest threshold whose mean cost is at most this, 0..1. */
  public Picks atCost(double cost) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS && high - low > 1e-12; i++) {
      double middle = (low + high) / 2;
      if (at(middle).cost() <= cost) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return at(Math.min(high, 1 - 1e-12));
  }

  /**
   * Scores by prompt for a mean cost. A rule that costs more even at the highest threshold takes
   * part by chance, the first rung answering otherwise.
   */
  public double[] scoresAtCost(double cost) {
    Picks picks = atCost(cost);
    double[] scores = picks.scores();
    double part = picks.cost() > cost ? cost / picks.cost() : 1;
    for (int row = 0; row < scores.length && part < 1; row++) {
      scores[row] = part * scores[row] + (1 - part) * outcomes.scores()[row][0];
    }
    return scores;
  }
}
