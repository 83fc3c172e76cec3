package dev.signalbox.router.lab.fit;

import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.data.PublicSets;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What can be learned of each prompt, as columns; NaN where a prompt does not tell. */
final class Targets {
  private final List<LabelledPrompt> prompts;

  Targets(List<LabelledPrompt> prompts) {
    this.prompts = prompts;
  }

  boolean isRated(int row) {
    return prompts.get(row).isRated();
  }

  boolean hasSteps(int row) {
    return !Double.isNaN(prompts.get(row).steps());
  }

  /** Whether a row teaches categories. Of the many word problems every fourth one is enough. */
  boolean isClassed(int row) {
    return PromptClass.of(prompts.get(row)) != null && (!hasSteps(row) || row % 4 == 0);
  }

  /**
   * Whether a row counts where the prompts of a kind are measured. A bare calculation is there to
   * teach categories and steps; as a measure it would draw all word problems near to each other.
   */
  boolean isMeasure(int row) {
    return !prompts.get(row).group().equals(PublicSets.CALCULATION);
  }

  boolean isOf(int row, List<String> classes) {
    String name = PromptClass.of(prompts.get(row));
    return name != null && classes.contains(name);
  }

  boolean[] members(String name) {
    boolean[] members = new boolean[prompts.size()];
    for (int i = 0; i < members.length; i++) {
      members[i] = name.equals(PromptClass.of(prompts.get(i)));
    }
    return members;
  }

  double[] small() {
    return column(row -> row.score("small"));
  }

  double[] large() {
    return column(row -> row.score("large"));
  }

  double[] lift() {
    return column(row -> row.score("large") - row.score("small"));
  }

  double[] good() {
    return column(LabelledPrompt::goodEnough);
  }

  double[] steps() {
    return column(LabelledPrompt::steps);
  }

  /** Gain less the mean gain of its group, taken over the given rows. */
  double[] gainWithin(int[] rows) {
    double[] gain = lift();
    Map<String, Double> means =
        IntStream.of(rows)
            .boxed()
            .collect(
                Collectors.groupingBy(
                    row -> prompts.get(row).group(), Collectors.averagingDouble(row -> gain[row])));
    for (int row : rows) {
      gain[row] -= means.getOrDefault(prompts.get(row).group(), 0.0);
    }
    return gain;
  }

  private double[] column(ToDoubleFunction<LabelledPrompt> value) {
    return prompts.stream().mapToDouble(value).toArray();
  }
}
