package dev.signalbox.router.lab.evaluate;

import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.lab.BatchScorer;
import dev.signalbox.router.lab.data.JsonlRewrite;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.metric.Outcomes;
import dev.signalbox.router.lab.metric.Reliability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A router on labelled outcomes, beside the rules that it must beat: the same shares at random, the
 * length of the prompt, and an oracle that knows the outcomes.
 *
 * @param version the router
 * @param small name of the small expert
 * @param large name of the large expert
 * @param outcomes what they scored
 * @param rules the router first
 * @param reliability how honest its chance of good enough is
 */
public record Evaluation(
    String version,
    String small,
    String large,
    Outcomes outcomes,
    List<RuleRow> rules,
    Reliability reliability) {

  /** Evaluates a router on labels that score both experts. */
  public static Evaluation of(
      BatchScorer scorer, List<LabelledPrompt> labels, String small, String large) {
    Outcomes outcomes = Outcomes.of(labels, small, large);
    int n = labels.size();
    double[] difficulty = new double[n];
    double[] good = new double[n];
    List<Assessment> assessments = assess(scorer, labels);
    for (int i = 0; i < n; i++) {
      difficulty[i] = assessments.get(i).difficulty();
      good[i] = assessments.get(i).pGoodEnough();
    }
    double[] length = labels.stream().mapToDouble(row -> row.prompt().totalChars()).toArray();
    double[] chance = new Random(17).doubles(n).toArray();
    double[] gain = new double[n];
    double[] wasGood = new double[n];
    for (int i = 0; i < n; i++) {
      gain[i] = outcomes.large()[i] - outcomes.small()[i];
      wasGood[i] = gain[i] <= LabelledPrompt.MARGIN ? 1 : 0;
    }
    return new Evaluation(
        scorer.version(),
        small,
        large,
        outcomes,
        List.of(
            RuleRow.of("router", difficulty, outcomes),
            RuleRow.of("length rule", length, outcomes),
            RuleRow.of("random", chance, outcomes),
            RuleRow.of("oracle", gain, outcomes)),
        Reliability.of(good, wasGood));
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
    summary.put("prompts", outcomes.size());
    summary.put("small_only", outcomes.smallMean());
    summary.put("large_only", outcomes.largeMean());
    summary.put("calibration_error", reliability.error());
    summary.put("reliability", reliability.bins());
    Map<String, Object> byRule = new LinkedHashMap<>();
    for (RuleRow rule : rules) {
      byRule.put(
          rule.name(),
          Map.of(
              "apgr", rule.apgr(),
              "cpt_20_50_80", rule.shares(),
              "shares", RuleRow.SHARES,
              "scores", rule.scores()));
    }
    summary.put("rules", byRule);
    return summary;
  }

  /** The table for people. */
  public String table() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%d prompts, router %s%n%-12s score %.3f%n%-12s score %.3f%n%n%s%n",
            outcomes.size(),
            version,
            small + " only",
            outcomes.smallMean(),
            large + " only",
            outcomes.largeMean(),
            RuleRow.header()));
    rules.forEach(rule -> out.append(rule.line()).append(System.lineSeparator()));
    out.append(
        String.format(
            Locale.ROOT, "%ncalibration error of p_good_enough: %.3f%n", reliability.error()));
    reliability
        .bins()
        .forEach(bin ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "  said %.2f  was %.2f  (%d prompts)%n",
                    bin.predicted(),
                    bin.observed(),
                    bin.rows())));
    return out.toString();
  }
}
