package dev.signalbox.router.core.difficulty;

import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared router that serves now: the one that ships or, where a file is named, the one in it.
 * {@link #get} is a look-up; {@link #refresh} reads the file when it has changed and is called at
 * an interval from a thread that may block. For a file that cannot be used (missing, cut, changed,
 * of another version) the router that served goes on serving; the log says so once for each state
 * of the file.
 */
public final class SharedRouter implements Supplier<TrainedScorer> {
  private static final Logger log = LoggerFactory.getLogger(SharedRouter.class);

  private final @Nullable Path file;
  private volatile TrainedScorer serving;
  private @Nullable FileStamp seen;
  private boolean unread;

  /**
   * Serves the shipped router until the first {@link #refresh}.
   *
   * @param file an artefact as {@code train} writes it; null to serve the shipped router always
   */
  public SharedRouter(TrainedScorer shipped, @Nullable Path file) {
    this.serving = shipped;
    this.file = file;
  }

  @Override
  public TrainedScorer get() {
    return serving;
  }

  /** Takes up a router that was put into the file since the last call. */
  public synchronized void refresh() {
    if (file == null) {
      return;
    }
    FileStamp stamp = FileStamp.of(file);
    boolean changed = !stamp.equals(seen);
    if (!changed && !unread) {
      return;
    }
    seen = stamp;
    try {
      TrainedScorer read = TrainedScorer.load(Files.readAllBytes(file));
      unread = false;
      if (!read.version().equals(serving.version())) {
        serving = read;
      }
      log.info("router {} serves, from {}", serving.version(), file);
    } catch (IOException | MalformedModelException e) {
      unread = e instanceof IOException;
      if (changed) {
        log.warn("{} is not used, router {} serves: {}", file, serving.version(), told(e));
      }
    }
  }

  private static String told(Exception e) {
    return e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
  }
}
