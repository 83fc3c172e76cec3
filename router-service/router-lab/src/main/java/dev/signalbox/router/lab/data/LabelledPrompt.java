package dev.signalbox.router.lab.data;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
 * @param assumed whose scores nobody gave: they are what a router expects
 */
public record LabelledPrompt(
    RoutingPrompt prompt,
    String source,
    String group,
    Map<String, Double> scores,
    double goodEnough,
    double steps,
    Set<String> assumed) {
  /** How much worse than large's a small score may be and still be good enough. */
  public static final double MARGIN = 0.05;

  public LabelledPrompt {
    scores = Map.copyOf(scores);
    assumed = Set.copyOf(assumed);
  }

  /** A prompt of which no score is assumed. */
  public LabelledPrompt(
      RoutingPrompt prompt,
      String source,
      String group,
      Map<String, Double> scores,
      double goodEnough,
      double steps) {
    this(prompt, source, group, scores, goodEnough, steps, Set.of());
  }

  /** Whether somebody gave these scores. */
  public boolean isGiven(String... names) {
    return Stream.of(names).allMatch(name -> scores.containsKey(name) && !assumed.contains(name));
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
    return rated(Map.of("small", score(small), "large", score(large)));
  }

  /** The same prompt with other scores, of small and large and perhaps of further names. */
  public LabelledPrompt rated(Map<String, Double> other) {
    double gap = other.getOrDefault("large", Double.NaN) - other.getOrDefault("small", Double.NaN);
    return new LabelledPrompt(prompt, source, group, other, gap <= MARGIN ? 1 : 0, Double.NaN);
  }

  /** The prompt as a request that nothing more is known of. */
  public RoutingRequest request() {
    return new RoutingRequest(
        "label",
        "*",
        "auto",
        prompt,
        Set.of(Capability.CHAT),
        0,
        0,
        0,
        0,
        Preferences.NONE,
        ClientThinking.OPEN,
        false);
  }

  /** Whether the scores of both tiers are known. */
  public boolean isRated() {
    return scores.containsKey("small") && scores.containsKey("large");
  }
}
