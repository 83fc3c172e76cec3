package dev.signalbox.bench.pair.figures;

import dev.signalbox.bench.pair.router.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Who answers what, on the same questions: one expert alone, prompt-only rules, and a cascade.
 *
 * @param cases questions with both answers
 * @param routers what routes by the prompt; the first is the one that is compared
 * @param draftThreshold confidence from which on a draft stands, by the shipped policy
 * @param share share of requests that the policy sends to large
 */
public record Contest(
    List<Case> cases, List<Ranking> routers, double draftThreshold, double share) {
  public Contest {
    cases = List.copyOf(cases);
    routers = List.copyOf(routers);
  }

  /**
   * A rule of the prompt.
   *
   * @param name for tables
   * @param rule its order
   */
  record Rival(String name, Rule rule) {}

  /**
   * A way to have questions answered.
   *
   * @param name for tables
   * @param figures what it makes of some questions
   */
  record Way(String name, Function<int[], Figures> figures) {}

  /** Rules of the prompt, the one that is compared first. */
  List<Rival> rivals() {
    List<Rival> rivals = new ArrayList<>();
    routers.forEach(
        one -> rivals.add(new Rival(one.name(), Rule.byPrompt(cases, one.difficulty()))));
    rivals.add(new Rival("length rule", Rule.byLength(cases)));
    rivals.add(new Rival("random", Rule.random(cases)));
    return rivals;
  }

  /** Every question once. */
  int[] all() {
    return IntStream.range(0, cases.size()).toArray();
  }

  Figures smallOnly(int[] rows) {
    return Rule.random(cases).walk(rows).first();
  }

  Figures largeOnly(int[] rows) {
    return Rule.random(cases).walk(rows).last();
  }

  /** A cascade at the shipped threshold. */
  Way shippedCascade() {
    Rule cascade = Rule.cascade(cases);
    return new Way(
        String.format(Locale.ROOT, "cascade, draft stands from %.3f on", draftThreshold),
        rows -> cascade.walk(rows).above(-draftThreshold));
  }

  /** A cascade in which a share of the drafts, the least sure ones, does not stand. */
  Way cascadeAt(double shareOfDrafts) {
    Rule cascade = Rule.cascade(cases);
    return new Way(
        String.format(Locale.ROOT, "cascade, the least sure %.0f %% go on", 100 * shareOfDrafts),
        rows -> cascade.walk(rows).at(Figures::large, shareOfDrafts));
  }

  /** A router of the prompt at the policy's threshold. */
  Way atThreshold(int router) {
    Ranking ranking = routers.get(router);
    Rule rule = Rule.byPrompt(cases, ranking.difficulty());
    return new Way(
        String.format(Locale.ROOT, "%s, harder than %.3f", ranking.name(), ranking.threshold()),
        rows -> rule.walk(rows).above(ranking.threshold()));
  }

  /** A rule of the prompt that sends a share of questions to large. */
  static Way atShare(Rival rival, double share) {
    return new Way(
        String.format(Locale.ROOT, "%s, %.0f %% large", rival.name(), 100 * share),
        rows -> rival.rule().walk(rows).at(Figures::large, share));
  }

  /** A rule of the prompt that costs as much as another way does, or is large only. */
  static Way atCostOf(Rival rival, Way other) {
    return new Way(
        rival.name(),
        rows -> rival.rule().walk(rows).at(Figures::cost, other.figures().apply(rows).cost()));
  }
}
