package dev.signalbox.router.core.policy;

import java.util.Locale;

/** Numbers as reasons show them, the same in every locale. */
public final class Words {

  private Words() {}

  /** {@code 0.305} as {@code 30.5%}. */
  public static String percent(double share) {
    double percent = share * 100;
    return percent == Math.rint(percent)
        ? String.format(Locale.ROOT, "%.0f%%", percent)
        : String.format(Locale.ROOT, "%.1f%%", percent);
  }

  /** Three digits after the point. */
  public static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
