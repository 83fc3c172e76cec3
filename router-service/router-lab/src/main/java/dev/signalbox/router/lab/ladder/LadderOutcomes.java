package dev.signalbox.router.lab.ladder;

import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.List;

/**
 * What each rung of a ladder scored on each prompt.
 *
 * @param rungs the ladder
 * @param scores by prompt, then by rung, 0..1
 */
public record LadderOutcomes(Rungs rungs, double[][] scores) {

  /** Outcomes of labels that score every rung. */
  public static LadderOutcomes of(List<LabelledPrompt> labels, Rungs rungs) {
    return new LadderOutcomes(
        rungs,
        labels.stream()
            .map(label -> rungs.names().stream().mapToDouble(label::score).toArray())
            .toArray(double[][]::new));
  }

  /** Number of prompts. */
  public int size() {
    return scores.length;
  }
}
