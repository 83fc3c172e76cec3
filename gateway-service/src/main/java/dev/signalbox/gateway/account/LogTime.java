package dev.signalbox.gateway.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of a line of the log, ISO 8601 in UTC with milliseconds. The text of a second is made
 * once for all lines of that second. Safe for use by many threads.
 */
final class LogTime {
  private static final long MILLIS = 1000;

  private volatile Second last = second(0);

  private record Second(long number, String text) {}

  /** Appends a time, given in milliseconds of the Unix epoch. */
  void append(StringBuilder line, long epochMillis) {
    long number = Math.floorDiv(epochMillis, MILLIS);
    Second second = last;
    if (second.number != number) {
      second = second(number);
      last = second;
    }
    int millis = (int) Math.floorMod(epochMillis, MILLIS);
    line.append(second.text)
        .append(millis < 100 ? "0" : "")
        .append(millis < 10 ? "0" : "")
        .append(millis)
        .append('Z');
  }

  /** {@code 2026-11-25T19:55:01.} */
  private static Second second(long number) {
    String whole = Instant.ofEpochSecond(number).truncatedTo(ChronoUnit.SECONDS).toString();
    return new Second(number, whole.substring(0, whole.length() - 1) + ".");
  }
}
