package dev.signalbox.router.lab.validate;

import dev.signalbox.router.lab.metric.Apgr;
import dev.signalbox.router.lab.metric.Interval;
import dev.signalbox.router.lab.metric.Reliability;
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
    double fastError,
    double fullError) {

  /** Header of a Markdown table of such rows. */
  public static String header() {
    return """
    | set | rows | fast path | with meaning | length rule | over length | calibration error, fast / with meaning |
    |---|---|---|---|---|---|---|\
    """;
  }

  /** The line of a Markdown table. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s | %.3f / %.3f |",
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
    return new SetResult(
        set,
        small.length,
        Apgr.withInterval(judged.fast(), small, large),
        Apgr.withInterval(judged.full(), small, large),
        Apgr.withInterval(judged.length(), small, large),
        Apgr.difference(judged.full(), judged.length(), small, large),
        Reliability.of(judged.fastGood(), good).error(),
        Reliability.of(judged.fullGood(), good).error());
  }
}
