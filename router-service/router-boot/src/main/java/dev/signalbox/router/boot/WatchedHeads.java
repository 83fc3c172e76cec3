package dev.signalbox.router.boot;

import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.tenant.TenantHeads;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Tenants' heads that follow their folder until closed. Files are read off the event loops. */
final class WatchedHeads implements Scorers, AutoCloseable {
  private final TenantHeads heads;
  private final Disposable watching;

  WatchedHeads(TenantHeads heads, Duration interval) {
    this.heads = heads;
    this.watching =
        Flux.interval(Duration.ZERO, interval, Schedulers.boundedElastic())
            .onBackpressureDrop()
            .subscribe(tick -> heads.refresh());
  }

  @Override
  public DifficultyScorer of(String tenant) {
    return heads.of(tenant);
  }

  @Override
  public void close() {
    watching.dispose();
  }
}
