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
 * and is called at an interval from a thread that may block. A head that cannot be used is said
 * once in the log, and the one before it goes on serving.
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
    if (before != null && before.seen == number) {
      return before;
    }
    try {
      TenantHead head = TenantHeadFile.read(heads.read(number));
      log.info("tenant {}: head {} serves", tenant, number);
      return new Entry(number, new TenantScorer(shared, head, tenant + "-" + number));
    } catch (IOException | MalformedModelException e) {
      log.warn(
          "tenant {}: head {} is not used, the one before serves: {}",
          tenant,
          number,
          e.getMessage());
      return new Entry(number, before == null ? shared : before.scorer);
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
   * @param scorer what judges
   */
  private record Entry(int seen, DifficultyScorer scorer) {}
}
