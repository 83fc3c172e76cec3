package dev.signalbox.router.core.fleet;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that were sent to a replica since it last told its load, less those that ended since. An
 * estimate that lives for one probe's interval, so that a burst between two probes spreads; the
 * calls in flight themselves are the gateway's to count.
 */
final class SentSince {
  private final AtomicInteger open = new AtomicInteger();

  void sent() {
    open.incrementAndGet();
  }

  /** An end may belong to a request that the replica has already counted, hence never below 0. */
  void ended() {
    open.updateAndGet(now -> Math.max(0, now - 1));
  }

  /** The replica told its load. */
  void told() {
    open.set(0);
  }

  int open() {
    return open.get();
  }
}
