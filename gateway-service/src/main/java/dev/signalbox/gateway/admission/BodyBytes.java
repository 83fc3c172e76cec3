package dev.signalbox.gateway.admission;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of request bodies that the gateway holds at once, from the first that comes in
 * to the end of its request's answer. What is made of a body on the way is not counted, so that the
 * bound is to be a fraction of the memory there is. Safe for use by many threads.
 */
public final class BodyBytes {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param limit bytes at once in all
   */
  public BodyBytes(long limit) {
    this.limit = limit;
  }

  /** Bytes held now. */
  public long held() {
    return held.get();
  }

  /** What one request holds: nothing yet. Whoever begins it lets go of it in the end. */
  public Holding begin() {
    return new Holding();
  }

  /** What one request holds. Its body may come in on one thread while time runs out on another. */
  public final class Holding {
    private long bytes;
    private boolean over;

    private Holding() {}

    /**
     * Takes more.
     *
     * @throws RefusedException if the gateway holds too much; then nothing more is taken
     */
    public synchronized void take(long more) {
      if (over) {
        return; // what still comes is of a request that has ended, and is kept by nobody
      }
      if (held.addAndGet(more) > limit) {
        held.addAndGet(-more);
        throw new RefusedException(
            new Refusal.NoReplica(
                "the gateway holds as much of request bodies as it may, " + limit + " bytes",
                RETRY_AFTER));
      }
      bytes += more;
    }

    /** The body is not held any more. Idempotent. */
    public synchronized void letGo() {
      if (!over) {
        over = true;
        held.addAndGet(-bytes);
      }
    }
  }
}
