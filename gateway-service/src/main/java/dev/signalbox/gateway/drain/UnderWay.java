package dev.signalbox.gateway.drain;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * All that is under way, to be ended with a word before the gateway's connections are cut. For any
 * thread; what is under way hears of it on its own event loop.
 */
public final class UnderWay {
  /** Another gateway, or this one's successor, may answer at once. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private static final Refusal STOPPING =
      new Refusal.NoReplica("the gateway is stopping, ask again", RETRY_AFTER);

  private final Set<One> entries = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();
  private volatile boolean over;

  /**
   * Lets something be under way from its subscription to its end.
   *
   * @param loop its event loop
   * @param sends is told why it must end. True if an answer is on its way already, which whoever
   *     sends it brings to an end
   * @return as {@code next}; where the gateway ends and nothing is on its way, {@code next} is
   *     cancelled, and this errors with {@link RefusedException}
   */
  public <T> Mono<T> let(Mono<T> next, EventExecutor loop, Predicate<Refusal> sends) {
    Mono<T> end = Mono.create(sink -> new One(loop, sends, sink).enter());
    // whoever leaves is cancelled before it is taken out
    return Mono.firstWithSignal(next, end);
  }

  /** The gateway ends: tells all that is under way, and whatever comes later. Idempotent. */
  public void end() {
    over = true;
    entries.forEach(One::end);
  }

  /**
   * Waits until nothing is under way.
   *
   * @param then called once, at once if nothing is; in place of whoever waited before
   */
  public void whenNone(Runnable then) {
    waiting.set(then);
    tellIfNone();
  }

  private void tellIfNone() {
    if (waiting.get() != null && entries.isEmpty()) {
      Runnable then = waiting.getAndSet(null);
      if (then != null) {
        then.run();
      }
    }
  }

  /** How much is under way. */
  int count() {
    return entries.size();
  }

  /** One that is under way; equal to none but itself. */
  private final class One {
    private final EventExecutor loop;
    private final Predicate<Refusal> sends;
    private final MonoSink<?> sink;
    private boolean told;

    One(EventExecutor loop, Predicate<Refusal> sends, MonoSink<?> sink) {
      this.loop = loop;
      this.sends = sends;
      this.sink = sink;
    }

    void enter() {
      entries.add(this);
      sink.onDispose(this::leave);
      if (over) {
        end();
      }
    }

    private void leave() {
      entries.remove(this);
      tellIfNone();
    }

    void end() {
      try {
        loop.execute(this::tell);
      } catch (RejectedExecutionException e) {
        // its loop is gone already, and its connection with it
      }
    }

    private void tell() {
      if (told || !entries.contains(this)) {
        return;
      }
      told = true;
      if (!sends.test(STOPPING)) {
        sink.error(new RefusedException(STOPPING));
      }
    }
  }
}
