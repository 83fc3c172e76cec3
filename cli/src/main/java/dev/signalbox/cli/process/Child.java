package dev.signalbox.cli.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child process: started, and started again after a growing wait whenever it ends by itself,
 * until it is told to stop. Owns one virtual thread while it runs.
 */
final class Child {
  private static final Logger log = LoggerFactory.getLogger(Child.class);

  private final ChildSpec spec;
  private final Backoff backoff;
  private final EndListener listener;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread keeper;
  private volatile @Nullable Process process;

  /** Told when the process ended without being asked to. */
  @FunctionalInterface
  interface EndListener {
    /** Returns whether it is to be started again. */
    boolean ended(ChildSpec spec, int status);
  }

  Child(ChildSpec spec, Backoff backoff, EndListener listener) {
    this.spec = spec;
    this.backoff = backoff;
    this.listener = listener;
    this.keeper = Thread.ofVirtual().name("keeper-" + spec.name()).unstarted(this::keep);
  }

  /**
   * Starts the process.
   *
   * @throws IOException if it cannot be started at all
   */
  void start() throws IOException {
    launch();
    keeper.start();
  }

  /** Whether it lives in the process of this id. */
  boolean runsAs(long pid) {
    Process current = process;
    return current != null && current.pid() == pid && current.isAlive();
  }

  /** Asks the process to end; returns at once. Idempotent. */
  void stop() {
    stopping.countDown();
    Process current = process;
    if (current != null) {
      current.destroy();
    }
  }

  /** Waits for the end, and forces it when the time is over. Call {@link #stop()} first. */
  void awaitEnd(Duration patience) throws InterruptedException {
    Process current = process;
    if (current == null || current.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    log.warn("{} did not end in time and is killed", spec.name());
    current.descendants().forEach(ProcessHandle::destroyForcibly);
    current.destroyForcibly();
    current.waitFor();
  }

  private void keep() {
    int shortLives = 0;
    try {
      while (true) {
        long born = System.nanoTime();
        int status = waitForEnd();
        if (stopping.getCount() == 0 || !listener.ended(spec, status)) {
          return;
        }
        boolean sound = System.nanoTime() - born > backoff.soundLife().toNanos();
        shortLives = sound ? 1 : shortLives + 1;
        if (stopping.await(backoff.after(shortLives).toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        relaunch();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int waitForEnd() throws InterruptedException {
    Process current = process;
    return current == null ? -1 : current.waitFor();
  }

  private void relaunch() {
    try {
      launch();
      log.debug("{} is started again", spec.name());
    } catch (IOException e) {
      process = null;
      log.error("{} cannot be started again: {}", spec.name(), e.getMessage());
    }
  }

  /**
   * Synchronised with nothing but the stop flag: a stop during the launch ends what was launched.
   */
  private void launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(spec.output().toFile()));
    builder.environment().putAll(spec.environment());
    Process fresh = builder.start();
    process = fresh;
    fresh.getOutputStream().close();
    if (stopping.getCount() == 0) {
      fresh.destroy();
    }
  }
}
