package dev.signalbox.router.lab.tenant;

import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.metric.Apgr;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well a head ranks the labels that give the scores of both small and large. Labels with an
 * assumed score are left out: the shared router expects it, and the head reads what that expects,
 * so that it would be praised for repeating it.
 *
 * @param labels number of them; at least {@value LabelledGain#LEAST}
 * @param apgr APGR on them, each judged by a fit without it
 * @param lengthApgr APGR of the length rule on them
 */
public record GivenRanking(int labels, double apgr, double lengthApgr) {
  /**
   * Measures.
   *
   * @param labels labels that {@link LabelledGain#require} lets pass, so that their gain is not 0
   * @param expected gain of each label, by fits without it
   * @return null where too few give both scores
   */
  public static @Nullable GivenRanking of(List<LabelledPrompt> labels, double[] expected) {
    int[] rows =
        IntStream.range(0, labels.size())
            .filter(row -> LabelledGain.isGiven(labels.get(row)))
            .toArray();
    if (rows.length < LabelledGain.LEAST) {
      return null;
    }
    List<LabelledPrompt> given = IntStream.of(rows).mapToObj(labels::get).toList();
    return new GivenRanking(
        rows.length,
        apgr(given, IntStream.of(rows).mapToDouble(row -> expected[row]).toArray()),
        apgr(given, given.stream().mapToDouble(label -> label.prompt().totalChars()).toArray()));
  }

  private static double apgr(List<LabelledPrompt> labels, double[] difficulty) {
    return Apgr.of(
        difficulty,
        labels.stream().mapToDouble(label -> label.score("small")).toArray(),
        labels.stream().mapToDouble(label -> label.score("large")).toArray());
  }

  /** The measurement for people. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "APGR on the %d that rate both small and large, each judged without itself: %.3f"
            + " (length rule %.3f)",
        labels,
        apgr,
        lengthApgr);
  }
}
