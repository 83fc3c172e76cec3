package dev.signalbox.conformance;

import java.util.Locale;

/** A promise was not kept; the message says what was seen instead. */
public final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Broken(String seen) {
    super(seen, null, false, false);
  }

  /** Goes on only if {@code kept}. */
  public static void unless(boolean kept, String seen, Object... values) {
    if (!kept) {
      throw new Broken(String.format(Locale.ROOT, seen, values));
    }
  }
}
