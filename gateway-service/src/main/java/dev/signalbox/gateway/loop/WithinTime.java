package dev.signalbox.gateway.loop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Gives a source some time for its one value, or cancels it and errors. The timer lives on the
 * event loop that the request runs on, so that setting and clearing it wakes no other thread.
 */
public final class WithinTime<T> extends Mono<T> {
  private final Mono<T> source;
  private final Duration time;
  private final EventExecutor loop;
  private final Supplier<? extends Throwable> error;

  /**
   * @param source errors and completes through
   * @param error made when the time is up
   */
  public WithinTime(
      Mono<T> source, Duration time, EventExecutor loop, Supplier<? extends Throwable> error) {
    this.source = source;
    this.time = time;
    this.loop = loop;
    this.error = error;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    source.subscribe(new Wait<>(actual, this));
  }

  private static final class Wait<T> implements CoreSubscriber<T>, Subscription {
    private final CoreSubscriber<? super T> actual;
    private final WithinTime<T> parent;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Subscription upstream;
    private @Nullable Future<?> timer;

    Wait(CoreSubscriber<? super T> actual, WithinTime<T> parent) {
      this.actual = actual;
      this.parent = parent;
    }

    @Override
    public Context currentContext() {
      return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      if (Operators.validate(upstream, subscription)) {
        upstream = subscription;
        timer = parent.loop.schedule(this::timeUp, parent.time.toNanos(), TimeUnit.NANOSECONDS);
        actual.onSubscribe(this);
      }
    }

    private void timeUp() {
      if (over.compareAndSet(false, true)) {
        stop();
        actual.onError(parent.error.get());
      }
    }

    private void stop() {
      if (upstream != null) {
        upstream.cancel();
      }
    }

    /** Returns whether the caller is the first to end the wait. */
    private boolean end() {
      if (!over.compareAndSet(false, true)) {
        return false;
      }
      if (timer != null) {
        timer.cancel(false);
      }
      return true;
    }

    @Override
    public void onNext(T value) {
      if (end()) {
        actual.onNext(value);
        actual.onComplete();
      } else {
        Operators.onDiscard(value, currentContext());
      }
    }

    @Override
    public void onError(Throwable error) {
      if (end()) {
        actual.onError(error);
      } else {
        Operators.onErrorDropped(error, currentContext());
      }
    }

    @Override
    public void onComplete() {
      if (end()) {
        actual.onComplete();
      }
    }

    @Override
    public void request(long n) {
      if (upstream != null) {
        upstream.request(n);
      }
    }

    @Override
    public void cancel() {
      if (end()) {
        stop();
      }
    }
  }
}
