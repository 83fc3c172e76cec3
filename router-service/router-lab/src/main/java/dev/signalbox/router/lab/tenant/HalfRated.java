package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Completes labels of which one tier alone was rated, as ratings of served answers are: the tier
 * that did not answer gets the score that the shared router expects of it. What is learnt from such
 * a label is how far the answer fell from what was expected.
 */
public final class HalfRated {
  private static final List<String> TIERS = List.of("small", "large");

  /** Where the router expects nothing either. */
  private static final double UNKNOWN = 0.5;

  private HalfRated() {}

  /**
   * Completes what is half rated; the rest stays as it is. Labels that rate neither tier, such as
   * ratings of an expert between them, are passed over.
   *
   * @throws BadInputException if there are labels and all of them rate neither tier
   */
  public static List<LabelledPrompt> completed(
      List<LabelledPrompt> labels, DifficultyScorer router) {
    List<LabelledPrompt> usable = labels.stream().filter(HalfRated::isOfATier).toList();
    if (usable.isEmpty() && !labels.isEmpty()) {
      throw new BadInputException(
          "scores: "
              + labels.getFirst().scores().keySet()
              + " (expected: small, large or both, in some lines)");
    }
    return usable.stream().map(label -> completed(label, router)).toList();
  }

  private static boolean isOfATier(LabelledPrompt label) {
    return label.isRated() || TIERS.stream().anyMatch(label.scores()::containsKey);
  }

  private static LabelledPrompt completed(LabelledPrompt label, DifficultyScorer router) {
    if (label.isRated()) {
      return label;
    }
    Map<String, Double> scores = new HashMap<>(router.assess(request(label)).expectedScores());
    TIERS.forEach(tier -> scores.putIfAbsent(tier, UNKNOWN));
    scores.putAll(label.scores());
    double gap = scores.getOrDefault("large", UNKNOWN) - scores.getOrDefault("small", UNKNOWN);
    return new LabelledPrompt(
        label.prompt(),
        label.source(),
        label.group(),
        scores,
        gap <= LabelledPrompt.MARGIN ? 1 : 0,
        label.steps());
  }

  private static RoutingRequest request(LabelledPrompt label) {
    return new RoutingRequest(
        "label",
        "*",
        "auto",
        label.prompt(),
        Set.of(Capability.CHAT),
        0,
        0,
        0,
        0,
        Preferences.NONE,
        false);
  }
}
