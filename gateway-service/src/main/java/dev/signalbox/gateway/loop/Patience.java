package dev.signalbox.gateway.loop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Waits for a value, but not silently for long: if it takes longer than some time, the waiting
 * itself is the result, and the value comes from it later.
 *
 * <p>Cancelling cancels the source; once {@link Opening.Waiting} was given, its {@code rest} and
 * its {@code come} do, as long as nothing has come.
 */
public final class Patience<T> extends Mono<Patience.Opening<T>> {
  private final Mono<T> source;
  private final Duration time;
  private final EventExecutor loop;

  public Patience(Mono<T> source, Duration time, EventExecutor loop) {
    this.source = source;
    this.time = time;
    this.loop = loop;
  }

  /** What there is when the time is up, or before. */
  public sealed interface Opening<T> {
    /** The value came in time. */
    record Ready<T>(T value) implements Opening<T> {}

    /**
     * It has not come yet.
     *
     * @param rest gives it when it comes, also to those who subscribe late
     * @param come completes when {@code rest} has a value, an error or an end
     */
    record Waiting<T>(Mono<T> rest, Mono<Void> come) implements Opening<T> {}
  }

  @Override
  public void subscribe(CoreSubscriber<? super Opening<T>> actual) {
    source.subscribe(new Wait<>(actual, this));
  }

  private static final class Wait<T> implements CoreSubscriber<T>, Subscription {
    private final CoreSubscriber<? super Opening<T>> actual;
    private final Patience<T> parent;
    private @Nullable Subscription upstream;
    private @Nullable Future<?> timer;
    private Sinks.@Nullable One<T> rest;
    private boolean over;
    private boolean come;

    Wait(CoreSubscriber<? super Opening<T>> actual, Patience<T> parent) {
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
      if (!over) {
        over = true;
        Sinks.One<T> later = Sinks.one();
        rest = later;
        Mono<Void> come = later.asMono().then().onErrorComplete();
        actual.onNext(
            new Opening.Waiting<>(
                later.asMono().doOnCancel(this::stopWaiting), come.doOnCancel(this::stopWaiting)));
        actual.onComplete();
      }
    }

    private void stop() {
      if (upstream != null) {
        upstream.cancel();
      }
    }

    /** Whoever has waited for the end of the waiting lets go of it then, which stops nothing. */
    private void stopWaiting() {
      if (!come) {
        stop();
      }
    }

    private boolean inTime() {
      if (over) {
        return false;
      }
      over = true;
      if (timer != null) {
        timer.cancel(false);
      }
      return true;
    }

    @Override
    public void onNext(T value) {
      if (inTime()) {
        actual.onNext(new Opening.Ready<>(value));
        actual.onComplete();
      } else if (rest != null) {
        come = true;
        rest.tryEmitValue(value);
      }
    }

    @Override
    public void onError(Throwable error) {
      if (inTime()) {
        actual.onError(error);
      } else if (rest != null) {
        come = true;
        rest.tryEmitError(error);
      }
    }

    @Override
    public void onComplete() {
      if (inTime()) {
        actual.onComplete();
      } else if (rest != null) {
        come = true;
        rest.tryEmitEmpty();
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
      if (inTime()) {
        stop();
      }
    }
  }
}
