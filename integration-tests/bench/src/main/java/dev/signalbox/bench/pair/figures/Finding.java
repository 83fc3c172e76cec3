package dev.signalbox.bench.pair.figures;

import dev.signalbox.router.lab.metric.Interval;

/** Says in words whether a difference is one. */
final class Finding {
  /** Sums in another order differ by less. */
  private static final double NOTHING = 1e-9;

  private Finding() {}

  /**
   * A sentence.
   *
   * @param where at what the difference was taken
   * @param gain of the cascade over the prompt's rule
   * @param questions that it was taken over
   */
  static String of(String where, Interval gain, int questions) {
    String about = "Above auto at equal cost, " + where + ": ";
    if (Double.isNaN(gain.value())) {
      return about + "cannot be told, large gains nothing here.";
    }
    if (Math.max(Math.abs(gain.low()), Math.abs(gain.high())) < NOTHING) {
      return about + "both do the same.";
    }
    if (gain.low() > 0) {
      return about + "yes, the interval is above 0.";
    }
    if (gain.high() < 0) {
      return about + "no, the interval is below 0.";
    }
    if (gain.value() <= 0) {
      return about + "not shown, the interval includes 0.";
    }
    double half = (gain.high() - gain.low()) / 2;
    // An interval shrinks with the root of the number of questions.
    long enough = (long) Math.ceil(questions * Math.pow(half / gain.value(), 2));
    return about
        + "not shown, the interval includes 0; about %d questions would tell such a difference."
            .formatted(enough);
  }
}
