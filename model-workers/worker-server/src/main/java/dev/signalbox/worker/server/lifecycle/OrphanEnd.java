package dev.signalbox.worker.server.lifecycle;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends this process when its parent is gone: nobody would stop it any more. */
public final class OrphanEnd implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OrphanEnd.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("parent-watch").daemon().factory());

  private OrphanEnd() {}

  /**
   * Looks at once and then at this interval, until closed.
   *
   * @param end what ends the process; called once
   */
  public static OrphanEnd watch(ParentWatch parent, Duration interval, Runnable end) {
    OrphanEnd watch = new OrphanEnd();
    watch.timer.scheduleWithFixedDelay(
        () -> watch.look(parent, end), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look(ParentWatch parent, Runnable end) {
    if (parent.gone()) {
      log.info("The process that started this worker is gone: ending");
      timer.shutdown();
      end.run();
    }
  }

  /** Looks no more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
