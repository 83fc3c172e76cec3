package dev.signalbox.router.lab.validate;

import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.LadderCurve;
import dev.signalbox.router.core.policy.LadderPrice;
import dev.signalbox.router.core.policy.LadderTerms;
import dev.signalbox.router.lab.ladder.LadderOutcomes;
import dev.signalbox.router.lab.ladder.LadderRule;
import dev.signalbox.router.lab.ladder.Picks;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

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

  private static String kept(List<Rules> folds, Function<Rules, Picks> rule) {
    double kept = 0;
    double all = 0;
    double cost = 0;
    int prompts = 0;
    for (Picks picks : folds.stream().map(rule).toList()) {
      LadderOutcomes outcomes = picks.outcomes();
      for (int row = 0; row < outcomes.size(); row++) {
        double[] scores = outcomes.scores()[row];
        kept += scores[picks.rungs()[row]] - scores[0];
        all += scores[scores.length - 1] - scores[0];
        cost += outcomes.rungs().costs()[picks.rungs()[row]];
        prompts++;
      }
    }
    return String.format(Locale.ROOT, "%.3f, %.2f", kept / all, cost / prompts);
  }
}
