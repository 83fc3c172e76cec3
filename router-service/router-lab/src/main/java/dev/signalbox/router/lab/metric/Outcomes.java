package dev.signalbox.router.lab.metric;

import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.LabelledPrompt;
import java.util.List;

/**
 * Scores of a pair of experts on the same prompts.
 *
 * @param small score of the small expert by row
 * @param large score of the large one
 */
public record Outcomes(double[] small, double[] large) {
  /** Outcomes of two experts; every row must know both. */
  public static Outcomes of(List<LabelledPrompt> rows, String small, String large) {
    Outcomes outcomes =
        new Outcomes(
            rows.stream().mapToDouble(row -> row.score(small)).toArray(),
            rows.stream().mapToDouble(row -> row.score(large)).toArray());
    if (!(outcomes.gap() > 0)) {
      throw new BadInputException(
          large
              + " does not score better than "
              + small
              + " on these "
              + rows.size()
              + " prompts:"
              + " there is no gain to route for");
    }
    return outcomes;
  }

  /** Number of rows. */
  public int size() {
    return small.length;
  }

  /** Mean gain of large. */
  public double gap() {
    return mean(large) - mean(small);
  }

  /** Mean score of small. */
  public double smallMean() {
    return mean(small);
  }

  /** Mean score of large. */
  public double largeMean() {
    return mean(large);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
