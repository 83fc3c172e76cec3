package dev.signalbox.config;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration in force. A change on disk comes into force whole or not at all: every file is
 * read and validated, every owner binds, and only then all commit. A change that is wrong leaves
 * the old revision serving; what is wrong is logged and kept in {@link #state()}. So does a change
 * by which the folder of a kind is gone.
 *
 * <p>Safe for use by many threads. {@link #close()} ends the watching; the last revision stays.
 */
public final class ConfigRepository implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfigRepository.class);

  private final ConfigCheck check;
  private final Clock clock;
  private final @Nullable ConfigDirectory directory;
  private @Nullable ConfigWatch watch;
  private volatile ConfigState state;

  private ConfigRepository(
      ConfigCheck check, Clock clock, @Nullable ConfigDirectory directory, ConfigScan first) {
    this.check = check;
    this.clock = clock;
    this.directory = directory;
    this.state = accept(first);
  }

  /**
   * Opens a directory, puts it in force and watches it until closed.
   *
   * @throws ConfigRejectedException if what lies there now is wrong
   */
  public static ConfigRepository open(
      Path directory, ConfigSchemas schemas, List<? extends ConfigBinder<?>> binders, Clock clock) {
    ConfigDirectory source = new ConfigDirectory(directory, schemas.kinds());
    ConfigScan first = source.scan();
    ConfigCheck check = new ConfigCheck(schemas, binders);
    ConfigRepository repository = new ConfigRepository(check, clock, source, first);
    repository.watch = ConfigWatch.start(source, first.revision(), repository::offer, clock);
    return repository;
  }

  /** Puts a configuration without any file in force, for a process that was given no directory. */
  public static ConfigRepository withoutDirectory(
      ConfigSchemas schemas, List<? extends ConfigBinder<?>> binders, Clock clock) {
    ConfigScan nothing =
        new ConfigScan(List.of(), List.of(), Set.of(), ConfigSnapshot.EMPTY.revision());
    return new ConfigRepository(new ConfigCheck(schemas, binders), clock, null, nothing);
  }

  /** Which revision is in force, and what became of the last change. */
  public ConfigState state() {
    return state;
  }

  /**
   * Looks at the directory now rather than when a change shows.
   *
   * @return whether what lies there is in force
   */
  public boolean reload() {
    return directory == null || offer(directory.scan());
  }

  /** Ends the watching. Idempotent. */
  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  /** Takes a change up if it is right. Returns whether it is in force. */
  private synchronized boolean offer(ConfigScan scan) {
    if (scan.revision().equals(state.revision())) {
      forgetRejection();
      return true;
    }
    ConfigState.Rejection before = state.rejected();
    if (before != null && before.revision().equals(scan.revision())) {
      return false;
    }
    try {
      state = accept(scan);
      log.info("configuration revision {} is in force", scan.revision());
      return true;
    } catch (ConfigRejectedException e) {
      reject(scan, e);
      return false;
    }
  }

  private ConfigState accept(ConfigScan scan) {
    ConfigSnapshot snapshot = check.read(scan);
    check.bind(snapshot).forEach(Runnable::run);
    if (directory != null) {
      directory.expect(scan);
    }
    return new ConfigState(
        scan.revision(),
        clock.instant(),
        scan.files().stream().map(SourceFile::path).toList(),
        null);
  }

  /** A wrong change that was undone leaves nothing to complain about. */
  private void forgetRejection() {
    ConfigState now = state;
    if (now.rejected() != null) {
      state = new ConfigState(now.revision(), now.since(), now.files(), null);
    }
  }

  private void reject(ConfigScan scan, ConfigRejectedException e) {
    ConfigState now = state;
    state =
        new ConfigState(
            now.revision(),
            now.since(),
            now.files(),
            new ConfigState.Rejection(scan.revision(), clock.instant(), e.problems()));
    log.error("configuration change rejected, revision {} goes on serving", now.revision());
    e.problems().forEach(problem -> log.error("{}", problem));
  }
}
