package dev.signalbox.router.lab.data;

import dev.signalbox.router.api.RoutingPrompt;
import java.util.Map;

/**
 * A prompt and how well models answered it.
 *
 * @param prompt the prompt
 * @param source data set that it comes from; a data set is judged by itself
 * @param group part of the data set, e.g. a subject or a benchmark
 * @param scores score of each tier or expert, 0..1; empty if nobody answered
 * @param goodEnough how often a small model's score was at least a large one's minus {@link
 *     #MARGIN}, 0..1, NaN if unknown
 * @param steps steps of the reference solution, NaN if unknown
 */
public record LabelledPrompt(
    RoutingPrompt prompt,
    String source,
    String group,
    Map<String, Double> scores,
    double goodEnough,
    double steps) {
  /** How much worse than large's a small score may be and still be good enough. */
  public static final double MARGIN = 0.05;

  public LabelledPrompt {
    scores = Map.copyOf(scores);
  }

  /** Score of a tier or expert; NaN if it is not known. */
  public double score(String expert) {
    return scores.getOrDefault(expert, Double.NaN);
  }

  /** The same prompt as if nobody had answered it. */
  public LabelledPrompt withoutOutcomes() {
    return new LabelledPrompt(prompt, source, group, Map.of(), Double.NaN, steps);
  }

  /** The same prompt as a tenant would label it that has these two experts as small and large. */
  public LabelledPrompt labelled(String small, String large) {
    double one = score(small);
    double other = score(large);
    return new LabelledPrompt(
        prompt,
        source,
        group,
        Map.of("small", one, "large", other),
        one >= other - MARGIN ? 1 : 0,
        Double.NaN);
  }

  /** Whether the scores of both tiers are known. */
  public boolean isRated() {
    return scores.containsKey("small") && scores.containsKey("large");
  }
}
