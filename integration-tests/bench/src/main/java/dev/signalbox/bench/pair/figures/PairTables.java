package dev.signalbox.bench.pair.figures;

import dev.signalbox.bench.pair.figures.Contest.Rival;
import dev.signalbox.bench.pair.figures.Contest.Way;
import dev.signalbox.bench.report.Table;
import dev.signalbox.router.lab.metric.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Tables of a contest, in Markdown. Intervals: 95 %, bootstrap over the questions. */
public final class PairTables {
  private static final List<Double> SHARES = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6);

  private final Contest contest;
  private final Cost cost;
  private final int size;

  /**
   * @param cost how costs are shown
   */
  public PairTables(Contest contest, Cost cost) {
    this.contest = contest;
    this.cost = cost;
    this.size = contest.cases().size();
  }

  /** Each way to have the questions answered. */
  public Table ways() {
    Table table =
        new Table(
            List.of("who answers", "right, %", "large, %", "cost of 1,000", "tokens written"));
    table.add(row(new Way("small only", contest::smallOnly)));
    table.add(row(new Way("large only", contest::largeOnly)));
    for (int router = 0; router < contest.routers().size(); router++) {
      table.add(row(contest.atThreshold(router)));
    }
    Way shipped = contest.shippedCascade();
    // A cascade of which nothing goes on is small only, and so is what costs as much.
    if (shipped.figures().apply(contest.all()).large() > 0) {
      atCostOf(shipped, table);
    }
    table.add(row(shipped));
    for (Rival rival : contest.rivals().reversed()) {
      table.add(row(Contest.atShare(rival, contest.share())));
    }
    Way cascade = contest.cascadeAt(contest.share());
    atCostOf(cascade, table);
    table.add(row(cascade));
    return table;
  }

  private void atCostOf(Way cascade, Table table) {
    for (Rival rival : contest.rivals().reversed()) {
      Way way = Contest.atCostOf(rival, cascade);
      table.add(row(new Way(rival.name() + ", at the cost of the cascade below", way.figures())));
    }
  }

  /** What a cascade gains over each rule of the prompt. */
  public Table differences() {
    Table table =
        new Table(
            List.of(
                "cascade against",
                "at the shipped threshold, points",
                "at the policy's share of drafts, points",
                "over all costs, area"));
    for (Rival rival : contest.rivals()) {
      List<String> cells = new ArrayList<>(List.of(rival.name()));
      cells.add(points(gain(contest.shippedCascade(), rival)));
      cells.add(points(gain(contest.cascadeAt(contest.share()), rival)));
      cells.add(signed(areaGain(rival), 3));
      table.add(cells);
    }
    return table;
  }

  /** Cascades of which more and more drafts go on, and the prompt's rules at the same cost. */
  public Table range() {
    List<String> heads = new ArrayList<>(List.of("drafts that go on", "cost of 1,000", "cascade"));
    contest.rivals().forEach(rival -> heads.add(rival.name()));
    heads.add("cascade - " + contest.rivals().getFirst().name());
    Table table = new Table(heads);
    for (double share : SHARES) {
      Way cascade = contest.cascadeAt(share);
      Figures seen = cascade.figures().apply(contest.all());
      List<String> cells = new ArrayList<>();
      cells.add(percent(share));
      cells.add(cost.shown(seen.cost()));
      cells.add(percent(seen.right()));
      for (Rival rival : contest.rivals()) {
        cells.add(percent(Contest.atCostOf(rival, cascade).figures().apply(contest.all()).right()));
      }
      cells.add(points(gain(cascade, contest.rivals().getFirst())));
      table.add(cells);
    }
    return table;
  }

  /** The gain of large that is kept in the mean, over all shares of large and over all costs. */
  public Table areas() {
    Table table = new Table(List.of("rule", "over all shares (APGR)", "over all costs"));
    List<Rival> rules = new ArrayList<>(contest.rivals());
    rules.add(new Rival("cascade", Rule.cascade(contest.cases())));
    for (Rival rule : rules) {
      table.add(
          List.of(
              rule.name(),
              area(rule.rule(), Figures::large).toString(),
              area(rule.rule(), Figures::cost).toString()));
    }
    return table;
  }

  /**
   * What is told of the answers by what is known before the large expert is asked: the chance that
   * a question of which it is true scores above one of which it is not. A rule can only gain by
   * what it tells of large alone being right; one that tells of both being wrong gains nothing.
   */
  public Table signals() {
    Table table =
        new Table(List.of("signal", "small is wrong", "large is wrong", "large alone is right"));
    List<Signal> signals = new ArrayList<>();
    contest.routers().forEach(one -> signals.add(new Signal(one.name(), one.difficulty())));
    signals.add(
        new Signal("length", contest.cases().stream().mapToDouble(one -> one.length()).toArray()));
    signals.add(
        new Signal(
            "how unsure the draft is",
            contest.cases().stream().mapToDouble(one -> -one.confidence()).toArray()));
    for (Signal signal : signals) {
      table.add(
          List.of(
              signal.name(),
              told(signal, one -> !one.small().right()),
              told(signal, one -> !one.large().right()),
              told(signal, one -> one.large().right() && !one.small().right())));
    }
    return table;
  }

  private String told(Signal signal, Predicate<Case> property) {
    Interval area = Interval.bootstrap(size, rows -> signal.area(contest.cases(), property, rows));
    return Double.isNaN(area.value()) ? "-" : area.toString();
  }

  /** What the comparison comes to, a line each. */
  public List<String> findings() {
    Rival auto = contest.rivals().getFirst();
    List<String> findings = new ArrayList<>();
    double largeOnly = contest.largeOnly(contest.all()).cost();
    for (Way cascade : List.of(contest.shippedCascade(), contest.cascadeAt(contest.share()))) {
      findings.add(Finding.of(cascade.name(), gain(cascade, auto), size));
      if (cascade.figures().apply(contest.all()).cost() > largeOnly) {
        findings.add("That cascade costs more than large only, with which it is compared.");
      }
    }
    findings.add(Finding.of("over all costs", areaGain(auto), size));
    return findings;
  }

  private Interval gain(Way cascade, Rival rival) {
    Way other = Contest.atCostOf(rival, cascade);
    return Interval.bootstrap(
        size, rows -> cascade.figures().apply(rows).right() - other.figures().apply(rows).right());
  }

  private Interval areaGain(Rival rival) {
    Rule cascade = Rule.cascade(contest.cases());
    return Interval.bootstrap(
        size,
        rows -> {
          Figures large = contest.largeOnly(rows);
          return cascade.walk(rows).area(Figures::cost, large)
              - rival.rule().walk(rows).area(Figures::cost, large);
        });
  }

  private Interval area(Rule rule, ToDoubleFunction<Figures> figure) {
    return Interval.bootstrap(size, rows -> rule.walk(rows).area(figure, contest.largeOnly(rows)));
  }

  private List<String> row(Way way) {
    Figures seen = way.figures().apply(contest.all());
    Interval right = Interval.bootstrap(size, rows -> way.figures().apply(rows).right());
    Interval paid = Interval.bootstrap(size, rows -> way.figures().apply(rows).cost());
    return List.of(
        way.name(),
        "%s [%s, %s]"
            .formatted(percent(right.value()), percent(right.low()), percent(right.high())),
        percent(seen.large()),
        "%s [%s, %s]"
            .formatted(cost.shown(paid.value()), cost.shown(paid.low()), cost.shown(paid.high())),
        String.format(Locale.ROOT, "%.0f", seen.tokens()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String points(Interval share) {
    return signed(new Interval(100 * share.value(), 100 * share.low(), 100 * share.high()), 1);
  }

  private static String signed(Interval interval, int digits) {
    String number = "%+." + digits + "f";
    return String.format(
        Locale.ROOT,
        number + " [" + number + ", " + number + "]",
        interval.value(),
        interval.low(),
        interval.high());
  }
}
