package dev.signalbox.gateway.sse;

/**
 * A number that is read digit by digit. Of several the last one counts; one that is too large for
 * any count of tokens is the largest that there is, so that sums stay right. For one thread.
 */
final class Count {
  private static final long MOST = Integer.MAX_VALUE;
  private static final int RADIX = 10;

  private boolean given;
  private long value;

  /** There is none. */
  void reset() {
    given = false;
    value = 0;
  }

  /** A number begins. */
  void begin() {
    given = true;
    value = 0;
  }

  /** The number that has begun has another digit. */
  void add(int digit) {
    value = Math.min(MOST, value * RADIX + digit);
  }

  /** Whether there was a number. */
  boolean given() {
    return given;
  }

  /** The number; 0 if there was none. */
  long value() {
    return value;
  }
}
