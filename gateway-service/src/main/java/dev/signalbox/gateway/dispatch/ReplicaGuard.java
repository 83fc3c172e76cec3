package dev.signalbox.gateway.dispatch;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway remembers about one replica: its circuit breaker, its bulkhead, and until when
 * it asked to be left alone. Safe for use by many threads.
 */
final class ReplicaGuard {
  private final CircuitBreaker breaker;
  private final Bulkhead bulkhead;
  private final LongSupplier nanoTime;
  private volatile long busyUntil;
  private volatile boolean busy;

  ReplicaGuard(CircuitBreaker breaker, Bulkhead bulkhead, LongSupplier nanoTime) {
    this.breaker = breaker;
    this.bulkhead = bulkhead;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a permit for one call, or null if the breaker is open or too many calls are under way.
   */
  @Nullable Permit tryEnter() {
    if (!bulkhead.tryAcquirePermission()) {
      return null;
    }
    if (!breaker.tryAcquirePermission()) {
      bulkhead.releasePermission();
      return null;
    }
    return new Permit();
  }

  /** Whether the replica asked to be left alone until later. */
  boolean isBusy() {
    return busy && busyUntil - nanoTime.getAsLong() > 0;
  }

  void busyFor(Duration time) {
    busyUntil = nanoTime.getAsLong() + time.toNanos();
    busy = true;
  }

  /** One call under way. Released exactly once, however often and from wherever it is asked. */
  final class Permit {
    private final AtomicBoolean released = new AtomicBoolean();
    private boolean begun;
    private boolean judged;

    /**
     * The replica has begun to answer. That tells enough of one that is tried again after a pause;
     * otherwise how the answer ends decides, so that a stream that dies is no success as well.
     */
    void answered() {
      busy = false;
      begun = true;
      if (!judged && breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
        succeeded();
      }
    }

    private void succeeded() {
      judged = true;
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    /** The replica failed, before or after it began to answer; of a call that is over, nothing. */
    void failed(Throwable cause) {
      if (!released.get()) {
        judged = true;
        breaker.onError(0, TimeUnit.NANOSECONDS, cause);
      }
    }

    /** Ends the call; one that nothing was learnt from leaves the breaker as it was. */
    void release() {
      if (released.compareAndSet(false, true)) {
        bulkhead.releasePermission();
        if (begun && !judged) {
          succeeded();
        } else if (!judged) {
          breaker.releasePermission();
        }
      }
    }
  }
}
