package dev.signalbox.gateway.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends this process when the one that started it is gone, so that a supervisor that was killed
 * leaves nothing behind. A process is known by id and start time, so that an id that was given to
 * another is not taken for it.
 */
public final class ParentWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final long pid;
  private final Optional<Instant> started;
  private final Runnable gone;
  private final ScheduledExecutorService clock;

  private ParentWatch(long pid, Runnable gone) {
    this.pid = pid;
    this.started = startOf(pid);
    this.gone = gone;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("parent-watch").factory());
  }

  /**
   * Watches a process until closed.
   *
   * @param pid id of the process
   * @param gone what to do, once, within two seconds of its end
   */
  public static ParentWatch start(long pid, Runnable gone) {
    ParentWatch watch = new ParentWatch(pid, gone);
    watch.clock.scheduleWithFixedDelay(watch::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    boolean alive = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    if (!alive || !startOf(pid).equals(started)) {
      clock.shutdown();
      gone.run();
    }
  }

  private static Optional<Instant> startOf(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
