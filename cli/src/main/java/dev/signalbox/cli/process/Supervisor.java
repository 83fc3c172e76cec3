package dev.signalbox.cli.process;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs processes that belong together. Until they are ready, the end of one is the failure of all;
 * afterwards whoever ends is started again. Closing ends all of them, together and within a limit.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  /** Exit status of a process that signal 9 ended: it could say nothing. */
  private static final int KILLED = 128 + 9;

  private static final Duration LOOK = Duration.ofMillis(100);

  private final List<Child> children;
  private final Duration endLimit;
  private final CompletableFuture<ChildSpec> firstEnd = new CompletableFuture<>();

  /** Guarded by {@link #firstEnd}: whoever ends is either the failure of all or started again. */
  private boolean ready;

  private boolean closed;

  /**
   * @param specs what to run; started in this order
   * @param backoff waits between lives
   * @param endLimit how long all may take to end before they are killed
   */
  public Supervisor(List<ChildSpec> specs, Backoff backoff, Duration endLimit) {
    this.children = specs.stream().map(spec -> new Child(spec, backoff, this::ended)).toList();
    this.endLimit = endLimit;
  }

  /** Starts all processes. */
  public void start() {
    for (Child child : children) {
      try {
        child.start();
      } catch (IOException e) {
        throw new CommandFailure("a process could not be started: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Waits until a check holds; from then on processes that end are started again.
   *
   * @throws CommandFailure if one ended before, or if the limit passed
   */
  public void awaitReady(BooleanSupplier check, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!check.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            "not ready after "
                + limit.toSeconds()
                + " s; the logs under SIGNALBOX_HOME/logs say why");
      }
      try {
        throw failure(firstEnd.get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        // Nobody ended: look again.
        continue;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    synchronized (firstEnd) {
      if (firstEnd.isDone()) {
        throw failure(firstEnd.join());
      }
      ready = true;
    }
  }

  /** Whether a process is one of those that it keeps. */
  public boolean runs(long pid) {
    return children.stream().anyMatch(child -> child.runsAs(pid));
  }

  private static CommandFailure failure(ChildSpec ended) {
    return new CommandFailure(ended.name() + " ended: " + LastWords.of(ended));
  }

  private boolean ended(ChildSpec spec, int status) {
    synchronized (firstEnd) {
      if (!ready) {
        firstEnd.complete(spec);
        return false;
      }
    }
    String why = status == KILLED ? "it was killed" : LastWords.of(spec);
    log.warn("{} ended with status {} and is started again: {}", spec.name(), status, why);
    return true;
  }

  /** Ends all processes. Idempotent; callers after the first wait for the first. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    long end = System.nanoTime() + endLimit.toNanos();
    children.forEach(Child::stop);
    try {
      for (Child child : children) {
        child.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      children.forEach(Child::stop);
    }
  }
}
