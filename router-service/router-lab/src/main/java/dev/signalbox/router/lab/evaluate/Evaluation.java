package dev.signalbox.router.lab.evaluate;

import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.data.JsonlRewrite;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.metric.GainCurve;
import dev.signalbox.router.lab.metric.Interval;
import dev.signalbox.router.lab.metric.Outcomes;
import dev.signalbox.router.lab.metric.Ranked;
import dev.signalbox.router.lab.metric.Reliability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * A router on labelled outcomes, beside the rules that it must beat: the length of the prompt, the
 * same shares at random, and an oracle that knows the outcomes. Every figure has its interval over
 * the prompts, and all of them the same draws, so that differences are paired.
 *
 * @param version the router
 * @param small the small expert alone
 * @param large the large expert alone
 * @param prompts prompts judged
 * @param rules the router first, then the others
 * @param overLength how much more the router's figures are than the length rule's
 * @param curves of each rule, in the same order
 * @param reliability how honest its chance of good enough is
 */
public record Evaluation(
    String version,
    Alone small,
    Alone large,
    int prompts,
    List<RuleRow> rules,
    RuleRow overLength,
    List<GainCurve> curves,
    Reliability reliability) {

  private static final List<String> RULES = List.of("router", "length rule", "random", "oracle");

  /**
   * An expert that answers everything.
   *
   * @param name the expert
   * @param score its mean score
   */
  public record Alone(String name, Interval score) {}

  /** Evaluates a router on labels that score both experts. */
  public static Evaluation of(
      BatchScorer scorer, List<LabelledPrompt> labels, String small, String large) {
    Outcomes outcomes = Outcomes.of(labels, small, large);
    int n = labels.size();
    List<Assessment> assessments = assess(scorer, labels);
    double[] good = assessments.stream().mapToDouble(Assessment::pGoodEnough).toArray();
    double[] gain = new double[n];
    double[] wasGood = new double[n];
    for (int i = 0; i < n; i++) {
      gain[i] = outcomes.large()[i] - outcomes.small()[i];
      wasGood[i] = gain[i] <= LabelledPrompt.MARGIN ? 1 : 0;
    }
    List<Ranked> ranked =
        List.of(
            Ranked.of(assessments.stream().mapToDouble(Assessment::difficulty).toArray(), outcomes),
            Ranked.of(
                labels.stream().mapToDouble(row -> row.prompt().totalChars()).toArray(), outcomes),
            Ranked.of(new Random(17).doubles(n).toArray(), outcomes),
            Ranked.of(gain, outcomes));
    List<Function<int[], double[]>> figures = new ArrayList<>();
    ranked.forEach(rule -> figures.add(rows -> RuleRow.figures(rule.curve(rows))));
    figures.add(rows ->
        less(
            RuleRow.figures(ranked.get(0).curve(rows)),
            RuleRow.figures(ranked.get(1).curve(rows))));
    figures.add(rows -> new double[] {mean(outcomes.small(), rows), mean(outcomes.large(), rows)});
    figures.add(Reliability.figures(good, wasGood));
    List<List<Interval>> found = Interval.together(n, figures);
    List<RuleRow> rules = new ArrayList<>();
    for (int rule = 0; rule < RULES.size(); rule++) {
      rules.add(RuleRow.of(RULES.get(rule), found.get(rule)));
    }
    List<Interval> alone = found.get(RULES.size() + 1);
    return new Evaluation(
        scorer.version(),
        new Alone(small, alone.get(0)),
        new Alone(large, alone.get(1)),
        n,
        List.copyOf(rules),
        RuleRow.of("router over length", found.get(RULES.size())),
        ranked.stream().map(rule -> rule.curve(Interval.everyRow(n))).toList(),
        Reliability.of(good, wasGood, found.getLast()));
  }

  private static double[] less(double[] one, double[] other) {
    double[] less = one.clone();
    Arrays.setAll(less, i -> one[i] - other[i]);
    return less;
  }

  private static double mean(double[] values, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += values[row];
    }
    return sum / rows.length;
  }

  private static List<Assessment> assess(BatchScorer scorer, List<LabelledPrompt> labels) {
    List<Assessment> all = new ArrayList<>(labels.size());
    for (int from = 0; from < labels.size(); from += JsonlRewrite.BATCH) {
      int to = Math.min(labels.size(), from + JsonlRewrite.BATCH);
      all.addAll(
          scorer.assess(labels.subList(from, to).stream().map(LabelledPrompt::prompt).toList()));
    }
    return all;
  }

  /** The table for machines: without the curves' every point. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("router", version);
    summary.put("prompts", prompts);
    summary.put("small_only", small.score());
    summary.put("large_only", large.score());
    summary.put("calibration_error", reliability.error());
    summary.put("reliability", reliability.bins());
    Map<String, Object> byRule = new LinkedHashMap<>();
    rules.forEach(rule -> byRule.put(rule.name(), summary(rule)));
    summary.put("rules", byRule);
    summary.put("router_over_length", summary(overLength));
    return summary;
  }

  private static Map<String, Object> summary(RuleRow rule) {
    return Map.of(
        "apgr", rule.apgr(),
        "cpt_20_50_80", rule.shares(),
        "shares", RuleRow.SHARES,
        "scores", rule.scores());
  }

  /** The table for people. */
  public String table() {
    List<RuleRow> columns = new ArrayList<>(rules);
    columns.add(overLength);
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%d prompts, router %s%n%-12s score %s%n%-12s score %s%n%n%s",
            prompts,
            version,
            small.name() + " only",
            small.score(),
            large.name() + " only",
            large.score(),
            RuleTable.of(columns)));
    out.append(
        String.format(
            Locale.ROOT, "%ncalibration error of p_good_enough: %s%n", reliability.error()));
    reliability
        .bins()
        .forEach(bin ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "  said %.2f  was %s  (%d prompts)%n",
                    bin.predicted(),
                    bin.observed(),
                    bin.rows())));
    return out.toString();
  }
}
