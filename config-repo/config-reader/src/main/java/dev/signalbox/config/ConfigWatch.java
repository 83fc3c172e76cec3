package dev.signalbox.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices changes of a directory and hands over what lies there once it has settled. The file
 * system's events make it quick (they also show the swap of the {@code ..data} link of a Kubernetes
 * volume). Where events are lost or not given, files are compared twice a second: by their stamps,
 * and by their contents while stamps may still deceive and every ten seconds in any case, since
 * this runs beside streams on the same core.
 */
final class ConfigWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);
  private static final long POLL_MILLIS = 500;
  private static final long QUIET_MILLIS = 40;
  private static final long MAX_SETTLE_NANOS = 500_000_000;
  private static final int READ_EVERY = 20;

  private final ConfigDirectory directory;
  private final Consumer<ConfigScan> changed;
  private final WatchService events;
  private final Clock clock;
  private String lastRevision;
  private @Nullable DirectoryStamp read;
  private int looks;

  private ConfigWatch(
      ConfigDirectory directory,
      String revision,
      Consumer<ConfigScan> changed,
      WatchService events,
      Clock clock) {
    this.directory = directory;
    this.lastRevision = revision;
    this.changed = changed;
    this.events = events;
    this.clock = clock;
  }

  static ConfigWatch start(
      ConfigDirectory directory, String revision, Consumer<ConfigScan> changed, Clock clock) {
    try {
      WatchService events = directory.watched().getFirst().getFileSystem().newWatchService();
      ConfigWatch watch = new ConfigWatch(directory, revision, changed, events, clock);
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
        boolean told = told(POLL_MILLIS);
        DirectoryStamp stamp = directory.stamp();
        if (told || ++looks % READ_EVERY == 0 || !stamp.equals(read)) {
          read = stamp.isSettled(clock.instant()) ? stamp : null;
          look();
          register();
        }
      }
    } catch (ClosedWatchServiceException e) {
      log.debug("watching ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Again and again: directories come and go, and registering twice is the same as once. */
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

  /** Takes the events of one directory; false if there were none in that time. */
  private boolean told(long millis) throws InterruptedException {
    WatchKey key = events.poll(millis, TimeUnit.MILLISECONDS);
    if (key == null) {
      return false;
    }
    key.pollEvents();
    key.reset();
    return true;
  }

  private void look() throws InterruptedException {
    if (directory.scan().revision().equals(lastRevision)) {
      return;
    }
    ConfigScan settled = settle();
    lastRevision = settled.revision();
    try {
      changed.accept(settled);
    } catch (RuntimeException e) {
      log.error("configuration revision {} could not be taken up", settled.revision(), e);
    }
  }

  /**
   * Reads once nothing happens any more and until two readings agree, so that neither an editor
   * that writes in steps nor a folder that is being replaced is caught half-way. Where something
   * happens without end, half a second is enough: a change must come into force all the same.
   */
  private ConfigScan settle() throws InterruptedException {
    long begun = System.nanoTime();
    @Nullable ConfigScan before = null;
    while (true) {
      register(); // a folder may be a new one, in which files are still to come
      boolean quiet = awaitQuiet(begun);
      ConfigScan now = directory.scan();
      if (!quiet || (before != null && now.revision().equals(before.revision()))) {
        return now;
      }
      before = now;
    }
  }

  /** Waits until nothing has happened for a while; false if there is no more time for that. */
  private boolean awaitQuiet(long begun) throws InterruptedException {
    boolean told = true;
    while (told && System.nanoTime() - begun < MAX_SETTLE_NANOS) {
      told = told(QUIET_MILLIS);
    }
    return !told;
  }
}
