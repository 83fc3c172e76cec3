package dev.signalbox.router.lab.ladder;

import dev.signalbox.router.lab.metric.Interval;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rung chosen for each prompt.
 *
 * @param outcomes what the rungs scored
 * @param rungs number of the rung, by prompt
 */
public record Picks(LadderOutcomes outcomes, int[] rungs) {

  /** The same rung for every prompt. */
  public static Picks always(LadderOutcomes outcomes, int rung) {
    int[] rungs = new int[outcomes.size()];
    Arrays.fill(rungs, rung);
    return new Picks(outcomes, rungs);
  }

  /** Score of what was chosen, by prompt. */
  public double[] scores() {
    return IntStream.range(0, rungs.length)
        .mapToDouble(row -> outcomes.scores()[row][rungs[row]])
        .toArray();
  }

  /** Mean cost, 0 as always the first .. 1 as always the last. */
  public double cost() {
    return IntStream.of(rungs)
        .mapToDouble(rung -> outcomes.rungs().costs()[rung])
        .average()
        .orElse(0);
  }

  /** Share of prompts that each rung answers; they sum to 1. */
  public double[] mix() {
    double[] mix = new double[outcomes.rungs().size()];
    for (int rung : rungs) {
      mix[rung] += 1.0 / rungs.length;
    }
    return mix;
  }

  /** Expected score by prompt if the same mix were drawn by chance. */
  public double[] randomScores() {
    double[] mix = mix();
    return IntStream.range(0, rungs.length)
        .mapToDouble(row -> {
          double sum = 0;
          for (int rung = 0; rung < mix.length; rung++) {
            sum += mix[rung] * outcomes.scores()[row][rung];
          }
          return sum;
        })
        .toArray();
  }

  /** Mean cost with a bootstrap interval over the prompts, the choices as they are. */
  public Interval meanCost() {
    return mean(IntStream.of(rungs).mapToDouble(rung -> outcomes.rungs().costs()[rung]).toArray());
  }

  /** Share of prompts that a rung answers, with an interval like that of {@link #meanCost}. */
  public Interval share(int rung) {
    return mean(IntStream.of(rungs).mapToDouble(picked -> picked == rung ? 1 : 0).toArray());
  }

  /** Mean score with a bootstrap interval over the prompts. */
  public Interval score() {
    return mean(scores());
  }

  /** Mean of a value by prompt, with a bootstrap interval over the prompts. */
  public static Interval mean(double[] values) {
    return Interval.bootstrap(
        values.length,
        rows -> IntStream.of(rows).mapToDouble(row -> values[row]).average().orElse(0));
  }

  /** How much one value by prompt is above another on average, paired. */
  public static Interval difference(double[] one, double[] other) {
    return mean(IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray());
  }
}
