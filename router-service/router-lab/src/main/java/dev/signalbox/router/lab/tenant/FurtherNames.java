package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tiers and experts beside small and large that labels score, and whether that is enough to
 * learn from: at least {@value #LEAST} labels each. Scores are mostly 0 or 1, so that a gain has a
 * standard deviation of about 0.5, and of fewer labels the mean gain alone would be uncertain by
 * more than 0.1, which is as much as lies between the rungs of a ladder.
 *
 * @param learnt names with enough labels, in alphabetical order; at most {@value #MOST}, those with
 *     the most labels, so that a head still reads a text in one or two sweeps
 * @param passedOver the others, with their numbers of labels
 */
public record FurtherNames(List<String> learnt, Map<String, Integer> passedOver) {
  /** Labels that a name must have. */
  public static final int LEAST = 100;

  /** Names that a head has room for: sixteen heads less both forms and small's score. */
  public static final int MOST = 13;

  private static final int LONGEST = 256;

  /** Labels without further names. */
  public static final FurtherNames NONE = new FurtherNames(List.of(), Map.of());

  public FurtherNames {
    learnt = List.copyOf(learnt);
  }

  /** What labels score beside small and large. */
  public static FurtherNames of(List<LabelledPrompt> labels) {
    Map<String, Integer> counts = new TreeMap<>();
    for (LabelledPrompt label : labels) {
      label.scores().keySet().stream()
          .filter(name -> !HalfRated.TIERS.contains(name))
          .forEach(name -> counts.merge(name, 1, Integer::sum));
    }
    List<String> learnt =
        counts.entrySet().stream()
            .filter(name -> name.getValue() >= LEAST && name.getKey().length() <= LONGEST)
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    Map<String, Integer> rest = new LinkedHashMap<>(counts);
    rest.keySet().removeAll(learnt);
    return new FurtherNames(learnt, rest);
  }

  /** Whether a label scores a name that is learnt. */
  public boolean isIn(LabelledPrompt label) {
    return learnt.stream().anyMatch(label.scores()::containsKey);
  }
}
