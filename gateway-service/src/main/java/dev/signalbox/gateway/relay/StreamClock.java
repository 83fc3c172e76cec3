package dev.signalbox.gateway.relay;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the time of one stream. An event costs it one field: the timer is set rarely, and looks
 * when it fires how much time has passed since.
 */
final class StreamClock {
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(10);

  private final StreamProperties limits;
  private final EventExecutor loop;
  private final long startedAt = System.nanoTime();
  private @Nullable Future<?> timer;
  private long receivedAt = startedAt;
  private long sentAt = startedAt;
  private long patience;

  /** What time has brought. */
  enum Due {
    NOTHING,
    KEEP_ALIVE,
    DONE_GRACE_OVER,
    UPSTREAM_SLOW,
    UPSTREAM_OVERDUE,
    TOTAL_OVERDUE,
    CLIENT_OVERDUE
  }

  StreamClock(StreamProperties limits, EventExecutor loop) {
    this.limits = limits;
    this.loop = loop;
    this.patience = limits.idleTimeout().toNanos();
  }

  /** Whether silence is told before it is too long, so that somebody else can go on. */
  void impatient(boolean wanted) {
    Duration silence = wanted ? limits.resumeAfter() : limits.idleTimeout();
    patience = Math.min(silence.toNanos(), limits.idleTimeout().toNanos());
  }

  /**
   * Something came from the upstream.
   *
   * @param done whether {@code [DONE]} came before: what follows gives it no more time
   * @return when the last thing came that counts
   */
  long received(boolean done) {
    if (!done) {
      receivedAt = System.nanoTime();
    }
    return receivedAt;
  }

  /** Something went to the client, because something had come just before. */
  void sentOn() {
    sentAt = receivedAt;
  }

  /** Something went to the client. */
  void sent() {
    sentAt = System.nanoTime();
  }

  /** Wakes {@code look} when the next thing may be due. */
  void set(boolean done, Runnable look) {
    stop();
    timer = loop.schedule(look, untilNext(done), TimeUnit.NANOSECONDS);
  }

  private long untilNext(boolean done) {
    if (done) {
      return limits.doneGrace().toNanos();
    }
    long now = System.nanoTime();
    long next = Math.min(limits.keepAlive().toNanos(), limits.slowReaderTimeout().toNanos());
    next = Math.min(next, receivedAt + patience - now);
    next = Math.min(next, startedAt + limits.totalTimeout().toNanos() - now);
    return Math.max(next, SHORTEST);
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /**
   * What is due now.
   *
   * @param clientWaits whether the client takes what comes
   * @param done whether {@code [DONE]} has come
   */
  Due due(boolean clientWaits, boolean done) {
    long now = System.nanoTime();
    if (!clientWaits) {
      return now - sentAt >= limits.slowReaderTimeout().toNanos()
          ? Due.CLIENT_OVERDUE
          : Due.NOTHING;
    }
    if (done && now - receivedAt >= limits.doneGrace().toNanos()) {
      return Due.DONE_GRACE_OVER;
    }
    if (now - receivedAt >= limits.idleTimeout().toNanos()) {
      return Due.UPSTREAM_OVERDUE;
    }
    if (now - startedAt >= limits.totalTimeout().toNanos()) {
      return Due.TOTAL_OVERDUE;
    }
    if (now - receivedAt >= patience) {
      return Due.UPSTREAM_SLOW;
    }
    return now - sentAt >= limits.keepAlive().toNanos() ? Due.KEEP_ALIVE : Due.NOTHING;
  }
}
