package dev.signalbox.router.boot;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SharedRouter;
import dev.signalbox.router.core.difficulty.tenant.TenantHeads;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * The shared router and tenants' heads that follow their files until closed. Files are read off the
 * event loops.
 */
final class WatchedScorers implements Scorers, AutoCloseable {
  private final SharedRouter shared;
  private final @Nullable TenantHeads heads;
  private final Disposable watching;

  /**
   * @param heads null to judge everybody by the shared router
   */
  WatchedScorers(SharedRouter shared, @Nullable TenantHeads heads, Duration interval) {
    this.shared = shared;
    this.heads = heads;
    this.watching =
        Flux.interval(Duration.ZERO, interval, Schedulers.boundedElastic())
            .onBackpressureDrop()
            .subscribe(tick -> refresh());
  }

  private void refresh() {
    shared.refresh();
    if (heads != null) {
      heads.refresh();
    }
  }

  @Override
  public DifficultyScorer of(String tenant) {
    return heads == null ? shared.get() : heads.of(tenant);
  }

  @Override
  public void close() {
    watching.dispose();
  }
}
