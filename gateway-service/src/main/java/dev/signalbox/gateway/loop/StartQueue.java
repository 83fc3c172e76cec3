package dev.signalbox.gateway.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lets what is new on an event loop wait for what is under way. An event loop takes what came to
 * all its connections in one go: when twenty requests came together, the chunks that arrive
 * meanwhile wait until all twenty are on their way. Here they begin in the order in which they
 * came, for some time of each of the loop's rounds, and at least one of them; then the loop looks
 * at its connections again. Where the rest of a round is long, so is the time in which new things
 * begin: they get at least a fifth of a loop that is busy.
 *
 * <p>What waits belongs to connections that are open, and goes with them. For use on the loop's own
 * thread; each loop has one of these.
 */
public final class StartQueue {
  /** As long as two or three requests take; a look at the connections takes a hundredth of it. */
  private static final Duration SHARE = Duration.ofNanos(100_000);

  /** So many times as long as new things begin may the rest of a round take. */
  private static final int REST = 4;

  private static final FastThreadLocal<StartQueue> OF_THIS_LOOP = new FastThreadLocal<>();

  private final SingleThreadEventLoop loop;
  private final long share;
  private final LongSupplier clock;
  private final Scheduler scheduler = Schedulers.fromExecutor(this::add);
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean due;
  private long restBegan;

  /**
   * @param share how long in each round new things begin, at least
   * @param clock nanoseconds, as {@link System#nanoTime()} counts them
   */
  StartQueue(SingleThreadEventLoop loop, Duration share, LongSupplier clock) {
    this.loop = loop;
    this.share = share.toNanos();
    this.clock = clock;
  }

  /**
   * Lets something begin when it is its turn.
   *
   * @param loop whose thread this is
   * @param broken what to do when its beginning throws what Reactor takes for fatal and signals to
   *     nobody
   * @return as {@code next}, subscribed to on the same thread, a little later. Cancelling before
   *     its turn lets it never begin
   */
  public static <T> Mono<T> on(EventLoop loop, Mono<T> next, Runnable broken) {
    return loop instanceof SingleThreadEventLoop single ? of(single).let(next, broken) : next;
  }

  private static StartQueue of(SingleThreadEventLoop loop) {
    StartQueue queue = OF_THIS_LOOP.getIfExists();
    if (queue == null) {
      queue = new StartQueue(loop, SHARE, System::nanoTime);
      OF_THIS_LOOP.set(queue);
    }
    return queue;
  }

  <T> Mono<T> let(Mono<T> next, Runnable broken) {
    return Mono.<T>fromDirect(actual -> begin(next, actual, broken)).subscribeOn(scheduler);
  }

  private static <T> void begin(Mono<T> next, Subscriber<? super T> actual, Runnable broken) {
    try {
      next.subscribe(actual);
    } catch (Throwable fatal) {
      broken.run();
      throw fatal;
    }
  }

  private void add(Runnable begin) {
    if (!due) {
      restBegan = clock.getAsLong();
      atRoundsEnd();
    }
    waiting.add(begin);
  }

  /** A loop that takes no more tasks leaves nothing due, so that those who ask later hear of it. */
  private void atRoundsEnd() {
    due = false;
    loop.executeAfterEventLoopIteration(this::turn);
    due = true;
  }

  private void turn() {
    try {
      long start = clock.getAsLong();
      long time = Math.max(share, (start - restBegan) / REST);
      for (Runnable begin = waiting.poll(); begin != null; begin = waiting.poll()) {
        begin.run();
        if (clock.getAsLong() - start >= time) {
          break;
        }
      }
    } finally {
      due = false;
      if (!waiting.isEmpty()) {
        restBegan = clock.getAsLong();
        // Not from here: what is put off to the round's end now is done in this round.
        loop.execute(this::atRoundsEnd);
        due = true;
      }
    }
  }
}
