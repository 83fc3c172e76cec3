package dev.signalbox.bench.report;

import java.util.List;
import java.util.Locale;

/** Figures that something was promised about, and whether the promise was kept. */
public final class Promises {
  private final Table table =
      new Table(List.of("what", "before", "at the end", "promise", "verdict"));
  private int broken;

  /** Nothing may be left. */
  public void none(String what, int atEnd) {
    row(what, "", Integer.toString(atEnd), "0", atEnd == 0);
  }

  /** There must be some. */
  public void some(String what, int atEnd) {
    row(what, "", Integer.toString(atEnd), ">= 1", atEnd > 0);
  }

  /** No more than before. */
  public void noMore(String what, int before, int atEnd) {
    row(what, Integer.toString(before), Integer.toString(atEnd), "no more", atEnd <= before);
  }

  /** At most a share more than before. */
  public void within(String what, double share, double before, double atEnd) {
    String promise = String.format(Locale.ROOT, "at most +%.0f%%", 100 * share);
    String end = String.format(Locale.ROOT, "%.1f (%+.1f%%)", atEnd, 100 * (atEnd / before - 1));
    row(
        what,
        String.format(Locale.ROOT, "%.1f", before),
        end,
        promise,
        atEnd <= before * (1 + share));
  }

  /** A figure without a promise. */
  public void figure(String what, String value) {
    table.add(List.of(what, "", value, "", ""));
  }

  /** How many promises were broken. */
  public int broken() {
    return broken;
  }

  @Override
  public String toString() {
    return table.toString();
  }

  private void row(String what, String before, String atEnd, String promise, boolean kept) {
    broken += kept ? 0 : 1;
    table.add(List.of(what, before, atEnd, promise, kept ? "kept" : "BROKEN"));
  }
}
