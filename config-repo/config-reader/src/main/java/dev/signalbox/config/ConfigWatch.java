package dev.signalbox.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices changes of a directory and hands over what lies there once it has settled. The file
 * system's events make it quick (they also show the swap of the {@code ..data} link of a Kubernetes
 * volume); comparing contents twice a second makes it certain where events are lost or not given.
 */
final class ConfigWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);
  private static final long POLL_MILLIS = 500;
  private static final long SETTLE_MILLIS = 40;
  private static final int MAX_SETTLE_ROUNDS = 12;

  private final ConfigDirectory directory;
  private final Consumer<ConfigScan> changed;
  private final WatchService events;
  private String lastRevision;

  private ConfigWatch(
      ConfigDirectory directory,
      String revision,
      Consumer<ConfigScan> changed,
      WatchService events) {
    this.directory = directory;
    this.lastRevision = revision;
    this.changed = changed;
    this.events = events;
  }

  static ConfigWatch start(
      ConfigDirectory directory, String revision, Consumer<ConfigScan> changed) {
    try {
      WatchService events = directory.watched().getFirst().getFileSystem().newWatchService();
      ConfigWatch watch = new ConfigWatch(directory, revision, changed, events);
      watch.register();
      Thread.ofPlatform().daemon().name("config-watch").start(watch::run);
      return watch;
    } catch (IOException e) {
      throw new IllegalStateException("configuration directory cannot be watched", e);
    }
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      log.debug("watch service did not close", e);
    }
  }

  private void run() {
    try {
      while (true) {
        drain(POLL_MILLIS);
        look();
        register();
      }
    } catch (ClosedWatchServiceException e) {
      log.debug("watching ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Again in every round: directories come and go, and registering twice is the same as once. */
  private void register() {
    for (Path path : directory.watched()) {
      try {
        path.register(
            events,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_DELETE,
            StandardWatchEventKinds.ENTRY_MODIFY);
      } catch (IOException e) {
        log.debug("no events from {}: {}", path, e.getMessage());
      }
    }
  }

  private void drain(long millis) throws InterruptedException {
    @Nullable WatchKey key = events.poll(millis, TimeUnit.MILLISECONDS);
    while (key != null) {
      key.pollEvents();
      key.reset();
      key = events.poll();
    }
  }

  private void look() throws InterruptedException {
    ConfigScan scan = directory.scan();
    if (scan.revision().equals(lastRevision)) {
      return;
    }
    ConfigScan settled = settle(scan);
    lastRevision = settled.revision();
    try {
      changed.accept(settled);
    } catch (RuntimeException e) {
      log.error("configuration revision {} could not be taken up", settled.revision(), e);
    }
  }

  /**
   * Reads until two readings agree, so that an editor that writes in steps is not caught half-way,
   * and for half a second at most.
   */
  private ConfigScan settle(ConfigScan first) throws InterruptedException {
    ConfigScan before = first;
    for (int round = 0; round < MAX_SETTLE_ROUNDS; round++) {
      drain(SETTLE_MILLIS);
      ConfigScan now = directory.scan();
      if (now.revision().equals(before.revision())) {
        return now;
      }
      before = now;
    }
    return before;
  }
}
