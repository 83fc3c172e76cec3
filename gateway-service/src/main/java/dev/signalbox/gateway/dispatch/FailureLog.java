package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.log.Repeats;
import dev.signalbox.router.api.Placement;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the gateway's log why attempts at replicas failed: ids and a cause in the gateway's own
 * words, never an address, a key or anything that an upstream wrote. A replica that goes on failing
 * for the same cause is told of once in {@link Repeats#PAUSE}, with the number of those left out.
 * Safe for use by many threads.
 */
public final class FailureLog {
  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

  /** Replicas come and go; causes are few. */
  private static final int KEPT = 1_024;

  private final LongSupplier nanoTime;
  private final ConcurrentMap<What, Repeats> told = new ConcurrentHashMap<>();

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
    long leftOut = told.computeIfAbsent(what, absent -> new Repeats()).tell(nanoTime.getAsLong());
    if (leftOut >= 0) {
      log.warn(
          "request {}: expert {}, replica {} failed: {}{}",
          requestId,
          placement.expert(),
          placement.replica(),
          cause,
          Repeats.more(leftOut));
    }
  }

  private record What(String replica, String cause) {}
}
