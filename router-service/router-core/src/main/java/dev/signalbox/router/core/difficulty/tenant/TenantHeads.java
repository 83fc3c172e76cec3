package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.FileStamp;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heads that serve now. {@link #of} is a look-up; {@link #refresh} reads what changed on disk
 * and is called at an interval from a thread that may block. For a head that cannot be used the one
 * that served goes on serving, or, where none did, the newest of those before it that can be used;
 * the log says once who serves. It is tried again when its file has changed, or if it could not be
 * read at all. Heads stand on the shared router that they were trained on: where another one serves
 * they are looked at again, as if for the first time.
 */
public final class TenantHeads implements Scorers {
  private static final Logger log = LoggerFactory.getLogger(TenantHeads.class);

  private final Supplier<TrainedScorer> shared;
  private final Path folder;
  private volatile Map<String, Entry> serving = Map.of();

  /**
   * No head serves until the first {@link #refresh}.
   *
   * @param shared the shared router that serves now
   * @param folder folder with a folder for each tenant; need not exist
   */
  public TenantHeads(Supplier<TrainedScorer> shared, Path folder) {
    this.shared = shared;
    this.folder = folder;
  }

  /** The same on a shared router that does not change. */
  public TenantHeads(TrainedScorer shared, Path folder) {
    this(() -> shared, folder);
  }

  @Override
  public DifficultyScorer of(String tenant) {
    Entry entry = serving.get(tenant);
    return entry == null || entry.serves == 0 ? shared.get() : entry.scorer;
  }

  /** Takes up heads that were trained, replaced or reverted since the last call. */
  public synchronized void refresh() {
    TrainedScorer router = shared.get();
    Map<String, Entry> next = new HashMap<>();
    for (String tenant : tenants()) {
      Entry before = serving.get(tenant);
      Entry now = refreshed(tenant, router, before != null && before.on(router) ? before : null);
      if (now != null) {
        next.put(tenant, now);
      }
    }
    serving = Map.copyOf(next);
  }

  private @Nullable Entry refreshed(String tenant, TrainedScorer router, @Nullable Entry before) {
    HeadFolder heads = HeadFolder.of(folder, tenant);
    int number;
    try {
      number = heads.current();
    } catch (IOException e) {
      return before;
    }
    if (number == 0) {
      return null;
    }
    FileStamp stamp = heads.stamp(number);
    if (before != null && before.stands(number, stamp)) {
      return before;
    }
    try {
      DifficultyScorer scorer = read(tenant, router, heads, number);
      log.info("tenant {}: head {} serves", tenant, number);
      return new Entry(router, number, null, false, number, scorer);
    } catch (IOException | MalformedModelException e) {
      Entry failed = new Entry(router, number, stamp, e instanceof IOException, 0, router);
      Entry now = inPlace(tenant, heads, failed, before);
      if (before == null || before.seen != number || !stamp.equals(before.failed)) {
        log.warn(
            "tenant {}: head {} is not used, {} serves: {}",
            tenant,
            number,
            now.serves == 0 ? "the shared router" : "head " + now.serves,
            e.getMessage());
      }
      return now;
    }
  }

  private static DifficultyScorer read(
      String tenant, TrainedScorer router, HeadFolder heads, int number) throws IOException {
    TenantHead head = TenantHeadFile.read(heads.read(number));
    return new TenantScorer(router, head, tenant + "-" + number);
  }

  /** What serves while the current head cannot. */
  private static Entry inPlace(
      String tenant, HeadFolder heads, Entry failed, @Nullable Entry before) {
    if (before != null && before.serves > 0) {
      return failed.served(before.serves, before.scorer);
    }
    for (int older : older(heads, failed.seen)) {
      try {
        return failed.served(older, read(tenant, failed.router, heads, older));
      } catch (IOException | MalformedModelException e) {
        // an older one may do
      }
    }
    return failed;
  }

  /** Numbers of the heads before one, falling. */
  private static List<Integer> older(HeadFolder heads, int number) {
    try {
      return heads.numbers().reversed().stream().filter(other -> other < number).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private List<String> tenants() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();
    } catch (IOException e) {
      log.warn("heads in {} cannot be read: {}", folder, e.getMessage());
      return List.copyOf(serving.keySet());
    }
  }

  /**
   * What serves a tenant.
   *
   * @param router the shared router that it stands on
   * @param seen number of the head that was current when it was last looked at
   * @param failed the state in which its file could not be used; null if it serves
   * @param unread whether it could not even be read, so that the file does not show when it can
   * @param serves number of the head that serves; 0 for the shared router
   * @param scorer what judges
   */
  private record Entry(
      TrainedScorer router,
      int seen,
      @Nullable FileStamp failed,
      boolean unread,
      int serves,
      DifficultyScorer scorer) {

    boolean on(TrainedScorer other) {
      return router == other;
    }

    /** The same with another head in place of the one that cannot serve. */
    Entry served(int number, DifficultyScorer by) {
      return new Entry(router, seen, failed, unread, number, by);
    }

    /** Whether nothing has changed since it was made. */
    boolean stands(int current, FileStamp stamp) {
      return seen == current && (failed == null || (!unread && failed.equals(stamp)));
    }
  }
}
