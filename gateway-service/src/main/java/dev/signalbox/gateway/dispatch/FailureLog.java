package dev.signalbox.gateway.dispatch;

import dev.signalbox.router.api.Placement;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the gateway's log why attempts at replicas failed: ids and a cause in the gateway's own
 * words, never an address, a key or anything that an upstream wrote. A replica that goes on failing
 * for the same cause is told of once in {@link #PAUSE}, with the number of those left out. Safe for
 * use by many threads.
 */
public final class FailureLog {
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

  /** Replicas come and go; causes are few. */
  private static final int KEPT = 1_024;

  private final LongSupplier nanoTime;
  private final ConcurrentMap<What, Lately> told = new ConcurrentHashMap<>();

  public FailureLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * An attempt failed.
   *
   * @param cause in the gateway's own words
   */
  void tell(String requestId, Placement placement, String cause) {
    What what = new What(placement.replica(), cause);
    if (told.size() >= KEPT && !told.containsKey(what)) {
      told.clear();
    }
    long leftOut = told.computeIfAbsent(what, absent -> new Lately()).tell(nanoTime.getAsLong());
    if (leftOut >= 0) {
      log.warn(
          "request {}: expert {}, replica {} failed: {}{}",
          requestId,
          placement.expert(),
          placement.replica(),
          cause,
          leftOut == 0 ? "" : " (and " + leftOut + " more since the last line)");
    }
  }

  private record What(String replica, String cause) {}

  /** When something was told last, and how often it has happened since. */
  private static final class Lately {
    private boolean ever;
    private long at;
    private long leftOut;

    /** How many were left out before this one, or -1 if it is left out, too. */
    synchronized long tell(long now) {
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
  }
}
