package dev.signalbox.router.lab.validate;

import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.LadderCurve;
import dev.signalbox.router.core.policy.LadderPrice;
import dev.signalbox.router.core.policy.LadderTerms;
import dev.signalbox.router.lab.ladder.LadderRule;
import dev.signalbox.router.lab.ladder.Picks;
import dev.signalbox.router.lab.metric.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What is kept of the last rung's gain where a policy promises a part of it, on one ladder: by
 * trials of the ladder, by the threshold that would keep the promise if there were two rungs, and
 * by the first and the last rung alone.
 *
 * @param lines lines of a Markdown table
 */
record FloorTable(List<String> lines) {
  private static final List<Double> PROMISES = List.of(0.95, 0.9, 0.8, 0.5);

  static String header() {
    return """
    | ladder | cost of mid | promised | tried on labels: kept, cost | as if two rungs | first or last |
    |---|---|---|---|---|---|\
    """;
  }

  /**
   * The rules of one fold.
   *
   * @param terms what thresholds come to where the ladder was tried on labels
   * @param own by own targets
   * @param ends the first rung or the last
   */
  record Rules(LadderTerms terms, LadderRule own, LadderRule ends) {

    /** The rules of a head that knows every rung. */
    static Rules of(Calibration calibration, LadderRule own, LadderRule ends) {
      GainScale scale = Objects.requireNonNull(calibration.scale(), "heads have a scale");
      GainCurve curve = GainCurve.of("labels", calibration);
      LadderCurve tried =
          LadderCurve.of(
              Objects.requireNonNull(calibration.rated(), "heads know rated gains"),
              own.outcomes().rungs().names(),
              own.outcomes().rungs().costs(),
              scale,
              curve);
      return new Rules(new LadderTerms(curve, LadderPrice.FREE, tried), own, ends);
    }

    private Picks byTrying(double promised) {
      return at(own, terms.thresholdForQuality(promised));
    }

    private Picks asIfTwo(double promised) {
      return at(own, terms.curve().thresholdForQuality(promised));
    }

    private Picks ends(double promised) {
      return at(ends, terms.curve().thresholdForQuality(promised));
    }

    private static Picks at(LadderRule rule, double threshold) {
      int last = rule.outcomes().rungs().size() - 1;
      return threshold <= 0
          ? Picks.always(rule.outcomes(), last)
          : threshold >= 1 ? Picks.always(rule.outcomes(), 0) : rule.at(threshold);
    }
  }

  /** All folds together. */
  static FloorTable of(String name, double mid, List<Rules> folds) {
    return new FloorTable(
        PROMISES.stream()
            .map(promised ->
                String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f | %s | %s | %s |",
                    name,
                    mid,
                    promised,
                    kept(folds, fold -> fold.byTrying(promised)),
                    kept(folds, fold -> fold.asIfTwo(promised)),
                    kept(folds, fold -> fold.ends(promised))))
            .toList());
  }

  /** Both with 95% intervals over the prompts. */
  private static String kept(List<Rules> folds, Function<Rules, Picks> rule) {
    List<Picks> picks = folds.stream().map(rule).toList();
    double[] kept = each(picks, (scores, rung) -> scores[rung] - scores[0]);
    double[] all = each(picks, (scores, rung) -> scores[scores.length - 1] - scores[0]);
    double[] cost = picks.stream().flatMapToDouble(FloorTable::costs).toArray();
    List<Interval> found =
        Interval.together(
                kept.length,
                List.of(rows ->
                    new double[] {sum(kept, rows) / sum(all, rows), sum(cost, rows) / rows.length}))
            .getFirst();
    return found.get(0) + ", " + found.get(1);
  }

  private static double[] each(List<Picks> folds, ToDoubleBiFunction<double[], Integer> value) {
    return folds.stream()
        .flatMapToDouble(picks ->
            IntStream.range(0, picks.rungs().length)
                .mapToDouble(
                    row -> value.applyAsDouble(picks.outcomes().scores()[row], picks.rungs()[row])))
        .toArray();
  }

  private static DoubleStream costs(Picks picks) {
    return IntStream.of(picks.rungs()).mapToDouble(rung -> picks.outcomes().rungs().costs()[rung]);
  }

  private static double sum(double[] values, int[] rows) {
    return IntStream.of(rows).mapToDouble(row -> values[row]).sum();
  }
}
