package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.core.difficulty.features.JudgedText;
import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Whether labels hold a gain of large over small to route for, by what was given and never by what
 * was assumed. They do if both of these hold:
 *
 * <ul>
 *   <li>They tell some prompt from another. The labels that give both scores have gains, those that
 *       give one tier's score alone have that score; in at least one of these three kinds the mean
 *       of a prompt's labels is not the same on all prompts. Labels that contradict each other on
 *       every prompt alike tell nothing. Ratings of one tier that never differ do not either: with
 *       what is assumed of the other tier they would repeat the shared router.
 *   <li>Where at least {@value #LEAST} labels give both scores, the mean of their gains is above 0,
 *       as the evaluation of a router asks. Of fewer the mean is too uncertain, and of ratings of
 *       one tier it is not known: users rate what they were given.
 * </ul>
 */
public final class LabelledGain {
  /** Labels with both scores that a mean or a rank is told by. */
  public static final int LEAST = 50;

  /** Means of equal scores differ by less, which is what sums are rounded by. */
  private static final double ROUNDED = 1e-9;

  private LabelledGain() {}

  /** Whether somebody gave both scores. */
  public static boolean isGiven(LabelledPrompt label) {
    return label.isGiven("small", "large");
  }

  /** Score of large less score of small. */
  public static double of(LabelledPrompt label) {
    return label.score("large") - label.score("small");
  }

  /**
   * Refuses labels that hold no gain to route for.
   *
   * @param file where they come from
   * @param labels those that rate small or large, each completed to both
   * @throws BadInputException saying what the labels lack
   */
  public static void require(Path file, List<LabelledPrompt> labels) {
    List<LabelledPrompt> pairs = labels.stream().filter(LabelledGain::isGiven).toList();
    double mean = pairs.stream().mapToDouble(LabelledGain::of).average().orElse(0);
    if (!tellApart(labels, pairs)) {
      int prompts = byPrompt(labels).size();
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: %d labels of %d %s: the same mean %s on each"
                  + " (expected: prompts that differ in it; add labels of other prompts)",
              file,
              labels.size(),
              prompts,
              prompts == 1 ? "prompt" : "prompts",
              pairs.isEmpty() ? "score" : "gain of large over small"));
    }
    if (pairs.size() >= LEAST && !(mean > ROUNDED)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: mean gain of large over small of %.3f on %d labels that rate both (expected: above 0;"
                  + " add labels that large answers better, or leave the tenant to the shared router)",
              file,
              mean,
              pairs.size()));
    }
  }

  /** Number of prompts that were rated more than once, and not always alike. */
  public static int contradicted(List<LabelledPrompt> labels) {
    return (int)
        byPrompt(labels).values().stream()
            .filter(same -> differs(same, "small") || differs(same, "large"))
            .count();
  }

  private static boolean differs(List<LabelledPrompt> labels, String tier) {
    return labels.stream()
            .filter(label -> label.isGiven(tier))
            .mapToDouble(label -> label.score(tier))
            .distinct()
            .count()
        > 1;
  }

  private static boolean tellApart(List<LabelledPrompt> labels, List<LabelledPrompt> pairs) {
    return isSpread(pairs, LabelledGain::of)
        || HalfRated.TIERS.stream()
            .anyMatch(tier ->
                isSpread(
                    labels.stream()
                        .filter(label -> label.isGiven(tier) && !isGiven(label))
                        .toList(),
                    label -> label.score(tier)));
  }

  private static boolean isSpread(
      List<LabelledPrompt> labels, ToDoubleFunction<LabelledPrompt> value) {
    DoubleSummaryStatistics means =
        byPrompt(labels).values().stream()
            .mapToDouble(same -> same.stream().mapToDouble(value).average().orElseThrow())
            .summaryStatistics();
    return means.getMax() - means.getMin() > ROUNDED;
  }

  /** Prompts are the same whose judged texts are: a head sees nothing else of them. */
  private static Map<String, List<LabelledPrompt>> byPrompt(List<LabelledPrompt> labels) {
    return labels.stream().collect(Collectors.groupingBy(label -> JudgedText.of(label.prompt())));
  }
}
