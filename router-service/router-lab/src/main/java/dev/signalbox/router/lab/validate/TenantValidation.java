package dev.signalbox.router.lab.validate;

import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.features.JudgedText;
import dev.signalbox.router.core.difficulty.tenant.TenantScorer;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.fit.Folds;
import dev.signalbox.router.lab.tenant.TenantFit;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a tenant's labels are worth: heads on labels of a data set that the shared router has not
 * seen, judged on the set's other rows.
 *
 * @param validation the rows
 * @param routers a router that has not seen the pair's set
 * @param pair whose outcomes are the labels
 */
public record TenantValidation(Validation validation, Validation.Routers routers, Pair pair) {

  private static final long SEED = 101;

  /** How far chances and promises hold depends on which labels were drawn. */
  private static final int DRAWS = 5;

  /** The part of large's gain that is promised to be kept. */
  private static final double PROMISED = 0.9;

  /** Header of a Markdown table of {@link #line}. */
  public static String header() {
    return """
    | set | labels | fast form | full form | shared with meaning | length rule | full over length | calibration error, full | kept of 0.9 promised, fast |
    |---|---|---|---|---|---|---|---|---|\
    """;
  }

  /**
   * The Markdown line of a head on so many labels, drawn by chance. The calibration error, and the
   * part of large's gain that a floor of {@value #PROMISED} keeps, are means over {@value #DRAWS}
   * draws, with the smallest and the largest; the rest is of the first draw.
   */
  public String line(int labels) {
    List<Draw> draws =
        LongStream.range(SEED, SEED + DRAWS).mapToObj(seed -> draw(labels, seed)).toList();
    SetResult own = draws.getFirst().result();
    SetResult shared = shared(tested(labels, SEED));
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s | %s | %s | %s |",
        pair,
        labels,
        own.fast(),
        own.full(),
        shared.full(),
        own.length(),
        own.over(),
        spread(draws.stream().mapToDouble(draw -> draw.result().fullError().value())),
        spread(draws.stream().mapToDouble(Draw::kept)));
  }

  /**
   * What one draw of labels came to.
   *
   * @param result how the head ranks, and how honest its chances are
   * @param kept part of large's gain that a floor of {@value #PROMISED} kept
   */
  private record Draw(SetResult result, double kept) {}

  private static String spread(DoubleStream values) {
    DoubleSummaryStatistics all = values.summaryStatistics();
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", all.getAverage(), all.getMin(), all.getMax());
  }

  private int[] order(long seed) {
    return Folds.shuffled(pair.rows(validation.prompts()), seed);
  }

  /** Rows that were not labelled, and of which no copy was. */
  private int[] tested(int labels, long seed) {
    int[] order = order(seed);
    Set<String> taught =
        IntStream.of(order).limit(labels).mapToObj(this::text).collect(Collectors.toSet());
    return IntStream.of(order).skip(labels).filter(row -> !taught.contains(text(row))).toArray();
  }

  private String text(int row) {
    return JudgedText.of(validation.prompts().get(row).prompt());
  }

  /** A head on the labels of some rows, judged on the others. */
  private Draw draw(int labels, long seed) {
    int[] taught = IntStream.of(order(seed)).limit(labels).toArray();
    List<float[]> vectors = validation.meaning().vectors();
    TenantFit fit =
        TenantFit.of(
            IntStream.of(taught).mapToObj(this::label).toList(),
            List.of(),
            routers.fast(),
            validation.meaning().model(),
            IntStream.of(taught).mapToObj(vectors::get).toList());
    TenantScorer head = new TenantScorer(routers.fast(), fit.head(), "validation-1");
    int[] tested = tested(labels, seed);
    SetResult result =
        result(
            tested,
            row -> head.assess(label(row).prompt(), null),
            row -> head.assess(label(row).prompt(), vectors.get(row)));
    return new Draw(result, kept(head, tested));
  }

  /** The part of large's gain on some rows that a policy's floor keeps. */
  private double kept(TenantScorer head, int[] rows) {
    GainCurve curve = GainCurve.of(head.version(), head.calibration());
    double threshold = curve.thresholdForQuality(PROMISED);
    double all = 0;
    double kept = 0;
    for (int row : rows) {
      double gain = label(row).score("large") - label(row).score("small");
      all += gain;
      kept += head.assess(label(row).prompt(), null).difficulty() > threshold ? gain : 0;
    }
    return kept / all;
  }

  /** The shared router on the same rows. */
  private SetResult shared(int[] tested) {
    return result(
        tested,
        row -> routers.fast().assess(label(row).prompt()),
        row -> routers.full().assess(label(row).prompt(), validation.meaning().vectors().get(row)));
  }

  private SetResult result(
      int[] tested, Function<Integer, Assessment> fast, Function<Integer, Assessment> full) {
    return SetResult.of(
        pair.toString(),
        Judged.of(tested, fast, full, row -> label(row).prompt().totalChars()),
        Pair.scores(validation.prompts(), tested, pair.small()),
        Pair.scores(validation.prompts(), tested, pair.large()),
        pair.good(validation.prompts(), tested));
  }

  private LabelledPrompt label(int row) {
    return validation.prompts().get(row).labelled(pair.small(), pair.large());
  }
}
