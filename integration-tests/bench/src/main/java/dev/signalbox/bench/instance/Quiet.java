package dev.signalbox.bench.instance;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Waits for the end of all requests and looks at what is still held then. */
public final class Quiet {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Unused connections to upstreams are kept for 4 s, those of clients that left a little. */
  private static final Duration CONNECTIONS = Duration.ofSeconds(10);

  private Quiet() {}

  /**
   * Waits at most 20 s for quiet, then until unused connections are closed.
   *
   * @param meters the gateway's
   * @param workers behind it
   * @param jvms processes to look at
   */
  public static Holdings after(Supplier<Meters> meters, List<Worker> workers, List<Jvm> jvms)
      throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!look(meters, workers, List.of()).isQuiet() && System.nanoTime() < end) {
      Thread.sleep(LOOK);
    }
    Thread.sleep(CONNECTIONS);
    return look(meters, workers, jvms);
  }

  private static Holdings look(Supplier<Meters> meters, List<Worker> workers, List<Jvm> jvms) {
    Meters now = meters.get();
    return new Holdings(
        jvms.stream().map(Holdings.Memory::of).toList(),
        now.underWay(),
        now.permitsTaken(),
        workers.stream().mapToInt(Worker::held).sum());
  }
}
