package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heads that serve now. {@link #of} is a look-up; {@link #refresh} reads what changed on disk
 * and is called at an interval from a thread that may block. For a head that cannot be used the one
 * that served goes on serving, or, where none did, the newest of those before it that can be used;
 * the log says once who serves. It is tried again when its file has changed, or if it could not be
 * read at all.
 */
public final class TenantHeads implements Scorers {
  private static final Logger log = LoggerFactory.getLogger(TenantHeads.class);

  private final TrainedScorer shared;
  private final Path folder;
  private volatile Map<String, Entry> serving = Map.of();

  /**
   * No head serves until the first {@link #refresh}.
   *
   * @param folder folder with a folder for each tenant; need not exist
   */
  public TenantHeads(TrainedScorer shared, Path folder) {
    this.shared = shared;
    this.folder = folder;
  }

  @Override
  public DifficultyScorer of(String tenant) {
    Entry entry = serving.get(tenant);
    return entry == null ? shared : entry.scorer;
  }

  /** Takes up heads that were trained, replaced or reverted since the last call. */
  public synchronized void refresh() {
    Map<String, Entry> next = new HashMap<>();
    for (String tenant : tenants()) {
      Entry before = serving.get(tenant);
      Entry now = refreshed(tenant, before);
      if (now != null) {
        next.put(tenant, now);
      }
    }
    serving = Map.copyOf(next);
  }

  private @Nullable Entry refreshed(String tenant, @Nullable Entry before) {
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
    HeadFolder.Stamp stamp = heads.stamp(number);
    if (before != null && before.stands(number, stamp)) {
      return before;
    }
    try {
      DifficultyScorer scorer = read(tenant, heads, number);
      log.info("tenant {}: head {} serves", tenant, number);
      return new Entry(number, null, false, number, scorer);
    } catch (IOException | MalformedModelException e) {
      Entry now = inPlace(tenant, heads, number, stamp, e instanceof IOException, before);
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

  private DifficultyScorer read(String tenant, HeadFolder heads, int number) throws IOException {
    TenantHead head = TenantHeadFile.read(heads.read(number));
    return new TenantScorer(shared, head, tenant + "-" + number);
  }

  /** What serves while the current head cannot. */
  private Entry inPlace(
      String tenant,
      HeadFolder heads,
      int number,
      HeadFolder.Stamp failed,
      boolean unread,
      @Nullable Entry before) {
    if (before != null && before.serves > 0) {
      return new Entry(number, failed, unread, before.serves, before.scorer);
    }
    for (int older : older(heads, number)) {
      try {
        return new Entry(number, failed, unread, older, read(tenant, heads, older));
      } catch (IOException | MalformedModelException e) {
        // an older one may do
      }
    }
    return new Entry(number, failed, unread, 0, shared);
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
   * @param seen number of the head that was current when it was last looked at
   * @param failed the state in which its file could not be used; null if it serves
   * @param unread whether it could not even be read, so that the file does not show when it can
   * @param serves number of the head that serves; 0 for the shared router
   * @param scorer what judges
   */
  private record Entry(
      int seen,
      HeadFolder.@Nullable Stamp failed,
      boolean unread,
      int serves,
      DifficultyScorer scorer) {

    /** Whether nothing has changed since it was made. */
    boolean stands(int current, HeadFolder.Stamp stamp) {
      return seen == current && (failed == null || (!unread && failed.equals(stamp)));
    }
  }
}
