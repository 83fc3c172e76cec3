package dev.signalbox.router.lab.replay;

import dev.signalbox.router.lab.metric.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers for people. Prices may be small, so that digits count rather than places. */
final class Shown {
  private static final String NOT_KNOWN = "not known";

  private Shown() {}

  /** What was, and what would be. */
  static String change(@Nullable Interval before, @Nullable Interval after) {
    return before == null ? NOT_KNOWN : interval(before) + " -> " + interval(after);
  }

  /** A share as a percentage. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? NOT_KNOWN
        : String.format(
            Locale.ROOT, "%.4g [%.4g, %.4g]", interval.value(), interval.low(), interval.high());
  }
}
