package dev.signalbox.gateway.loop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
 * <p>Cancelling cancels the source; once {@link Opening.Waiting} was given, whoever has that does.
 * All on one event loop.
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

    /** It has not come yet. Whoever has this abandons it in the end, whatever came of it. */
    final class Waiting<T> implements Opening<T> {
      private final Wait<T> wait;
      private final Sinks.One<T> later = Sinks.one();
      private boolean taken;
      private @Nullable T untaken;

      private Waiting(Wait<T> wait) {
        this.wait = wait;
      }

      /**
       * Gives the value when it comes, also to who subscribes late; to one subscriber, which then
       * owns it. Cancelling cancels the source as long as nothing has come.
       */
      public Mono<T> rest() {
        return Mono.defer(() -> {
          taken = true;
          untaken = null;
          return later.asMono().doOnCancel(wait::stopWaiting);
        });
      }

      /**
       * Completes when {@link #rest} has a value, an error or an end. Cancelling cancels the source
       * as long as nothing has come.
       */
      public Mono<Void> come() {
        return later.asMono().then().onErrorComplete().doOnCancel(wait::stopWaiting);
      }

      /**
       * Nobody will ask for {@link #rest} any more. If nothing has come, the source is cancelled.
       * Idempotent.
       *
       * @param end gets the value that came and that nobody has asked for, to end it
       */
      public void abandon(Consumer<? super T> end) {
        wait.stopWaiting();
        T value = untaken;
        untaken = null;
        if (value != null) {
          end.accept(value);
        }
      }

      /**
       * Nobody waits any longer: if nothing has come, the source is cancelled, and this error is
       * what has come.
       */
      public void fail(Throwable error) {
        if (wait.stopWaiting()) {
          later.tryEmitError(error);
        }
      }

      private void came(T value) {
        untaken = taken ? null : value;
        later.tryEmitValue(value);
      }
    }
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
    private Opening.@Nullable Waiting<T> rest;
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
        Opening.Waiting<T> later = new Opening.Waiting<>(this);
        rest = later;
        actual.onNext(later);
        actual.onComplete();
      }
    }

    private void stop() {
      if (upstream != null) {
        upstream.cancel();
      }
    }

    /**
     * Whoever has waited for the end of the waiting lets go of it then, which stops nothing.
     *
     * @return whether nothing has come, and nothing will
     */
    private boolean stopWaiting() {
      if (come) {
        return false;
      }
      come = true;
      stop();
      return true;
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
        rest.came(value);
      }
    }

    @Override
    public void onError(Throwable error) {
      if (inTime()) {
        actual.onError(error);
      } else if (rest != null) {
        come = true;
        rest.later.tryEmitError(error);
      }
    }

    @Override
    public void onComplete() {
      if (inTime()) {
        actual.onComplete();
      } else if (rest != null) {
        come = true;
        rest.later.tryEmitEmpty();
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
