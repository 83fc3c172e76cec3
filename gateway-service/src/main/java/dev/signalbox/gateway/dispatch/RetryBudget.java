package dev.signalbox.gateway.dispatch;

import java.util.function.LongSupplier;

/**
 * Bounds how much of the traffic may be tried again, so that retries never amplify an outage: each
 * request pays in a share of a retry, and a floor of retries per second is always there, so that a
 * quiet gateway can fail over too. What was paid in is kept for about ten seconds' worth at most.
 *
 * <p>Safe for use by many threads.
 */
public final class RetryBudget {
  private static final long SAVED_SECONDS = 10;
  private static final long WHOLE = 100;
  private static final double NANOS_PER_SECOND = 1e9;

  private final int sharePercent;
  private final int floorPerSecond;
  private final LongSupplier nanoTime;
  private long savedPercent;
  private double floor;
  private long refilledAt;

  /**
   * @param sharePercent retries per 100 requests
   * @param floorPerSecond retries per second that are always allowed
   * @param nanoTime a clock like {@link System#nanoTime()}
   */
  public RetryBudget(int sharePercent, int floorPerSecond, LongSupplier nanoTime) {
    this.sharePercent = sharePercent;
    this.floorPerSecond = floorPerSecond;
    this.nanoTime = nanoTime;
    this.floor = floorPerSecond;
    this.refilledAt = nanoTime.getAsLong();
  }

  /** Notes a request, which pays in its share. */
  public synchronized void request() {
    long most = Math.max(1, floorPerSecond) * SAVED_SECONDS * WHOLE;
    savedPercent = Math.min(savedPercent + sharePercent, most);
  }

  /** Takes one retry out. Returns false if none is left: the failure is then the answer. */
  public synchronized boolean tryRetry() {
    long now = nanoTime.getAsLong();
    floor =
        Math.min(floorPerSecond, floor + (now - refilledAt) / NANOS_PER_SECOND * floorPerSecond);
    refilledAt = now;
    if (floor >= 1) {
      floor--;
      return true;
    }
    if (savedPercent >= WHOLE) {
      savedPercent -= WHOLE;
      return true;
    }
    return false;
  }
}
