package dev.signalbox.gateway.dispatch;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway remembers about one replica: its circuit breaker, its bulkhead, and until when
 * it asked to be left alone. Safe for use by many threads.
 *
 * <p>While a breaker tries its replica again it lets few calls in, and how they end decides. A call
 * that takes long, as a whole answer may, is no reason to keep all others out meanwhile: after some
 * time it makes room for another one, and how it ends still counts.
 */
final class ReplicaGuard {
  private final CircuitBreaker breaker;
  private final Bulkhead bulkhead;
  private final long longTrial;
  private final LongSupplier nanoTime;

  /** Calls by which the replica is tried again, each of which has one of the breaker's places. */
  private final Queue<Permit> trials = new ConcurrentLinkedQueue<>();

  private volatile long busyUntil;
  private volatile boolean busy;

  /**
   * @param longTrial after how long a call by which the replica is tried again makes room
   */
  ReplicaGuard(
      CircuitBreaker breaker, Bulkhead bulkhead, Duration longTrial, LongSupplier nanoTime) {
    this.breaker = breaker;
    this.bulkhead = bulkhead;
    this.longTrial = longTrial.toNanos();
    this.nanoTime = nanoTime;
    breaker.getEventPublisher().onStateTransition(this::forgetTrials);
  }

  private void forgetTrials(CircuitBreakerOnStateTransitionEvent transition) {
    if (transition.getStateTransition().getFromState() == CircuitBreaker.State.HALF_OPEN) {
      trials.clear();
    }
  }

  /**
   * Takes a permit for one call, or null if the breaker is open or too many calls are under way.
   */
  @Nullable Permit tryEnter() {
    if (!bulkhead.tryAcquirePermission()) {
      return null;
    }
    if (!breaker.tryAcquirePermission()
        && !(longTrialMakesRoom() && breaker.tryAcquirePermission())) {
      bulkhead.releasePermission();
      return null;
    }
    Permit permit = new Permit();
    if (isTriedAgain()) {
      permit.enteredAt = nanoTime.getAsLong();
      trials.add(permit);
    }
    return permit;
  }

  private boolean isTriedAgain() {
    return breaker.getState() == CircuitBreaker.State.HALF_OPEN;
  }

  private boolean longTrialMakesRoom() {
    Permit longest = trials.peek();
    return longest != null
        && nanoTime.getAsLong() - longest.enteredAt >= longTrial
        && longest.givePlaceBack();
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
    private long enteredAt;
    private boolean begun;
    private boolean judged;

    /**
     * The replica has begun to answer. That tells enough of one that is tried again after a pause;
     * otherwise how the answer ends decides, so that a stream that dies is no success as well.
     */
    void answered() {
      busy = false;
      begun = true;
      if (!judged && isTriedAgain()) {
        succeeded();
      }
    }

    /** A result takes the breaker's place up for good. */
    private void judge() {
      judged = true;
      trials.remove(this);
    }

    /** Whoever takes it off the list gives the place back, so that it is given back once. */
    private boolean givePlaceBack() {
      boolean mine = trials.remove(this);
      if (mine) {
        breaker.releasePermission();
      }
      return mine;
    }

    private void succeeded() {
      judge();
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    /** The replica failed, before or after it began to answer; of a call that is over, nothing. */
    void failed(Throwable cause) {
      if (!released.get()) {
        judge();
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
          givePlaceBack();
        }
      }
    }
  }
}
