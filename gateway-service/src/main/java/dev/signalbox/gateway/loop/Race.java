package dev.signalbox.gateway.loop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * Waits for one of two: the second is asked only if the first has nothing after some time. The
 * first value wins and the other one is cancelled; it errors when all that were asked have. All on
 * one event loop. Cancelling cancels both.
 */
public final class Race<T> {
  private final MonoSink<T> sink;
  private final Predicate<Throwable> decisive;
  private final Runner first = new Runner();
  private @Nullable Runner second;
  private @Nullable Future<?> timer;
  private int running = 1;
  private boolean over;

  private Race(MonoSink<T> sink, Predicate<Throwable> decisive) {
    this.sink = sink;
    this.decisive = decisive;
  }

  /**
   * A race that begins when it is subscribed to.
   *
   * @param head when the second is asked
   * @param other gives the second, or null for nobody
   * @param decisive whether an error ends the race whatever the other one may say
   */
  public static <T> Mono<T> of(
      Mono<T> one,
      Duration head,
      EventExecutor loop,
      Supplier<@Nullable Mono<T>> other,
      Predicate<Throwable> decisive) {
    return Mono.create(sink -> {
      Race<T> race = new Race<>(sink, decisive);
      sink.onCancel(race::stop);
      race.timer =
          loop.schedule(() -> race.askAnother(other), head.toNanos(), TimeUnit.NANOSECONDS);
      one.subscribe(race.first);
    });
  }

  private void askAnother(Supplier<@Nullable Mono<T>> other) {
    if (over) {
      return;
    }
    Mono<T> more = other.get();
    if (more != null) {
      running++;
      second = new Runner();
      more.subscribe(second);
    }
  }

  /** Nothing more is wanted of anybody. */
  private void stop() {
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
    first.cancel();
    if (second != null) {
      second.cancel();
    }
  }

  private void won(Runner by, T value) {
    if (over) {
      Operators.onDiscard(value, by.currentContext());
      return;
    }
    by.done = true;
    stop();
    sink.success(value);
  }

  private void lost(Throwable error) {
    running--;
    if (!over && (running == 0 || decisive.test(error))) {
      stop();
      sink.error(error);
    }
  }

  private final class Runner implements CoreSubscriber<T> {
    private @Nullable Subscription upstream;
    private boolean done;

    @Override
    public void onSubscribe(Subscription subscription) {
      if (Operators.validate(upstream, subscription)) {
        upstream = subscription;
        subscription.request(Long.MAX_VALUE);
      }
    }

    @Override
    public void onNext(T value) {
      won(this, value);
    }

    @Override
    public void onError(Throwable error) {
      if (!done) {
        done = true;
        lost(error);
      }
    }

    @Override
    public void onComplete() {
      if (!done) {
        done = true;
        lost(new IllegalStateException("nothing came"));
      }
    }

    void cancel() {
      if (!done && upstream != null) {
        done = true;
        upstream.cancel();
      }
    }
  }
}
