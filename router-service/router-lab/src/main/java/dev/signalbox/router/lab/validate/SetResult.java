package dev.signalbox.router.lab.validate;

import dev.signalbox.router.lab.metric.Interval;
import dev.signalbox.router.lab.metric.Outcomes;
import dev.signalbox.router.lab.metric.Ranked;
import dev.signalbox.router.lab.metric.Reliability;
import java.util.List;
import java.util.Locale;

/**
 * A router on one data set, beside the length rule.
 *
 * @param set the data set and the pair
 * @param rows prompts judged
 * @param fast APGR of the fast path
 * @param full APGR with the second opinion
 * @param length APGR of the length rule
 * @param over APGR with the second opinion less the length rule's, paired
 * @param fastError calibration error of the fast path
 * @param fullError calibration error with the second opinion
 */
public record SetResult(
    String set,
    int rows,
    Interval fast,
    Interval full,
    Interval length,
    Interval over,
    Interval fastError,
    Interval fullError) {

  /** Header of a Markdown table of such rows. */
  public static String header() {
    return """
    | set | rows | fast path | with meaning | length rule | over length | calibration error, fast path | calibration error, with meaning |
    |---|---|---|---|---|---|---|---|\
    """;
  }

  /** The line of a Markdown table. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s | %s | %s |",
        set,
        rows,
        fast,
        full,
        length,
        over,
        fastError,
        fullError);
  }

  /**
   * Judges a router's answers.
   *
   * @param good how often small was good enough, by row
   */
  static SetResult of(String set, Judged judged, double[] small, double[] large, double[] good) {
    Outcomes outcomes = new Outcomes(small, large);
    Ranked fast = Ranked.of(judged.fast(), outcomes);
    Ranked full = Ranked.of(judged.full(), outcomes);
    Ranked length = Ranked.of(judged.length(), outcomes);
    List<Interval> found =
        Interval.together(
                small.length,
                List.of(rows -> {
                  double withMeaning = full.curve(rows).average();
                  double byLength = length.curve(rows).average();
                  return new double[] {
                    fast.curve(rows).average(),
                    withMeaning,
                    byLength,
                    withMeaning - byLength,
                    Reliability.error(judged.fastGood(), good, rows),
                    Reliability.error(judged.fullGood(), good, rows)
                  };
                }))
            .getFirst();
    return new SetResult(
        set,
        small.length,
        found.get(0),
        found.get(1),
        found.get(2),
        found.get(3),
        found.get(4),
        found.get(5));
  }
}
