package dev.signalbox.bench.pair.figures;

/**
 * Figures of some questions, summed or in the mean.
 *
 * @param right right answers
 * @param large answers by the large expert
 * @param cost what 1,000 of them cost
 * @param tokens tokens written, those of drafts that did not stand included
 */
public record Figures(double right, double large, double cost, double tokens) {
  static final Figures NOTHING = new Figures(0, 0, 0, 0);

  Figures plus(Figures other, double times) {
    return new Figures(
        right + times * other.right,
        large + times * other.large,
        cost + times * other.cost,
        tokens + times * other.tokens);
  }

  Figures over(double questions) {
    return NOTHING.plus(this, 1 / questions);
  }
}
