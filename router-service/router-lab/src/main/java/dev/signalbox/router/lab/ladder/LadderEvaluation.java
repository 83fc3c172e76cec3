package dev.signalbox.router.lab.ladder;

import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.lab.data.LabelledPrompt;
import dev.signalbox.router.lab.metric.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A ladder of three rungs and more on labelled outcomes: what the gateway would decide at several
 * shares of the last rung, beside always each rung, the same mix by chance, and an oracle at the
 * same cost.
 *
 * @param rungs the ladder
 * @param always each rung by itself
 * @param decided what the gateway would decide, share by share
 */
public record LadderEvaluation(Rungs rungs, List<Interval> always, List<Row> decided) {
  private static final List<Double> SHARES = List.of(0.1, 0.2, 0.3, 0.5, 0.7);

  /**
   * One rule at one threshold.
   *
   * @param rule the rule
   * @param share of prompts whose difficulty passes the threshold, 0..1
   * @param score mean score
   * @param cost mean cost, 0 as the first rung .. 1 as the last
   * @param mix share of each rung
   * @param random mean score of the same mix by chance
   * @param overRandom how much the rule scores more, paired
   * @param oracle mean score of an oracle at the same cost
   */
  public record Row(
      String rule,
      double share,
      Interval score,
      Interval cost,
      List<Interval> mix,
      Interval random,
      Interval overRandom,
      Interval oracle) {}

  /** Evaluates the scorer that the gateway would use on labels that score every rung. */
  public static LadderEvaluation of(
      DifficultyScorer scorer, List<LabelledPrompt> labels, Rungs rungs) {
    LadderOutcomes outcomes = LadderOutcomes.of(labels, rungs);
    List<Assessment> judged = labels.stream().map(label -> scorer.assess(label.request())).toList();
    List<LadderRule> rules = new ArrayList<>();
    LadderRule own = LadderRule.byOwnGains(outcomes, judged, scorer.calibration().scale());
    if (own != null) {
      rules.add(own);
    }
    rules.add(LadderRule.byDifficulty(outcomes, judged));
    List<Interval> always = new ArrayList<>();
    for (int rung = 0; rung < rungs.size(); rung++) {
      always.add(Picks.always(outcomes, rung).score());
    }
    List<Row> rows = new ArrayList<>();
    for (double share : SHARES) {
      rules.forEach(rule -> rows.add(row(rule, share)));
    }
    return new LadderEvaluation(rungs, List.copyOf(always), List.copyOf(rows));
  }

  private static Row row(LadderRule rule, double share) {
    Picks picks = rule.atShare(share);
    double[] scores = picks.scores();
    double[] random = picks.randomScores();
    return new Row(
        rule.name(),
        share,
        Picks.mean(scores),
        picks.meanCost(),
        IntStream.range(0, rule.outcomes().rungs().size()).mapToObj(picks::share).toList(),
        Picks.mean(random),
        Picks.difference(scores, random),
        Oracle.atCost(rule.outcomes(), picks.cost()).score());
  }

  /** The table for machines. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("rungs", rungs.names());
    summary.put("costs", rungs.costs());
    summary.put("always", always);
    summary.put("decided", decided);
    return summary;
  }

  /** The table for people. */
  public String table() {
    StringBuilder out = new StringBuilder();
    line(out, "ladder %s%n%n", String.join(" < ", rungs.names()));
    for (int rung = 0; rung < rungs.size(); rung++) {
      line(
          out,
          "%-34s  score %s  cost %.3f%n",
          "always " + rungs.names().get(rung),
          always.get(rung),
          rungs.costs()[rung]);
    }
    line(out, "%n%-12s  %-7s  %-20s", "rule", "at most", "cost [95%]");
    rungs.names().forEach(name -> line(out, "  %-20s", name + " %"));
    for (Row row : decided) {
      line(out, "%n%-12s  %6.0f%%  %-20s", row.rule(), 100 * row.share(), row.cost());
      row.mix().forEach(share -> line(out, "  %-20s", share.percent()));
    }
    line(
        out,
        "%n%n%-12s  %-7s  %-20s  %-20s  %-22s  %s%n",
        "rule",
        "at most",
        "score [95%]",
        "random, same mix",
        "over random, paired",
        "oracle, same cost");
    for (Row row : decided) {
      line(
          out,
          "%-12s  %6.0f%%  %-20s  %-20s  %-22s  %s%n",
          row.rule(),
          100 * row.share(),
          row.score(),
          row.random(),
          row.overRandom(),
          row.oracle());
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }
}
