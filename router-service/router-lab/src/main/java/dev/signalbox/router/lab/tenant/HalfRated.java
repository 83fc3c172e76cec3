package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Completes labels of which one tier or expert alone was rated, as ratings of served answers are:
 * the tier that did not answer gets the score that the shared router expects of it. What is learnt
 * from such a label is how far the answer fell from what was expected. A label that rates neither
 * small nor large gets small's score alone: it tells of the gain of whom it rates over small, and
 * nothing of large.
 */
public final class HalfRated {
  static final List<String> TIERS = List.of("small", "large");

  /** Where the router expects nothing either. */
  private static final double UNKNOWN = 0.5;

  private HalfRated() {}

  /**
   * Completes what is half rated; the rest stays as it is.
   *
   * @throws BadInputException if there are labels and all of them rate neither tier
   */
  public static List<LabelledPrompt> completed(
      List<LabelledPrompt> labels, DifficultyScorer router) {
    if (labels.stream().noneMatch(HalfRated::isOfATier) && !labels.isEmpty()) {
      throw new BadInputException(
          "scores: "
              + labels.getFirst().scores().keySet()
              + " (expected: small, large or both, in some lines)");
    }
    return labels.stream().map(label -> completed(label, router)).toList();
  }

  private static boolean isOfATier(LabelledPrompt label) {
    return label.isRated() || TIERS.stream().anyMatch(label.scores()::containsKey);
  }

  private static LabelledPrompt completed(LabelledPrompt label, DifficultyScorer router) {
    if (label.isRated()) {
      return label;
    }
    Map<String, Double> expected = router.assess(label.request()).expectedScores();
    Map<String, Double> scores = new HashMap<>(label.scores());
    Set<String> assumed = new HashSet<>();
    for (String tier : isOfATier(label) ? TIERS : List.of("small")) {
      if (scores.putIfAbsent(tier, expected.getOrDefault(tier, UNKNOWN)) == null) {
        assumed.add(tier);
      }
    }
    double gap = scores.getOrDefault("large", Double.NaN) - scores.getOrDefault("small", UNKNOWN);
    double good = Double.isNaN(gap) ? Double.NaN : gap <= LabelledPrompt.MARGIN ? 1 : 0;
    return new LabelledPrompt(
        label.prompt(), label.source(), label.group(), scores, good, label.steps(), assumed);
  }
}
