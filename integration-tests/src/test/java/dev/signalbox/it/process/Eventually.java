package dev.signalbox.it.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what other processes do. */
public final class Eventually {
  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  private Eventually() {}

  /** Whether {@code condition} comes to hold within {@code limit}. */
  public static boolean holds(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(PAUSE);
    }
    return true;
  }
}
