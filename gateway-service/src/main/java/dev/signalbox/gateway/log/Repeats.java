package dev.signalbox.gateway.log;

import java.time.Duration;

/**
 * One thing that may happen thousands of times a second: it is told once in {@link #PAUSE}, with
 * the number of those left out. Safe for use by many threads.
 */
public final class Repeats {
  /** From one line to the next. */
  public static final Duration PAUSE = Duration.ofSeconds(10);

  private boolean ever;
  private long at;
  private long leftOut;

  /**
   * It has happened.
   *
   * @param now the time, by {@link System#nanoTime()}
   * @return how many were left out before this one, or -1 if it is left out, too
   */
  public synchronized long tell(long now) {
    if (ever && now - at < PAUSE.toNanos()) {
      leftOut++;
      return -1;
    }
    long before = leftOut;
    ever = true;
    at = now;
    leftOut = 0;
    return before;
  }

  /** What a line says in its end of those that were left out before it. */
  public static String more(long leftOut) {
    return leftOut == 0 ? "" : " (and " + leftOut + " more since the last line)";
  }
}
