package dev.signalbox.router.boot;

import dev.signalbox.router.core.LocalRouter;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Refreshes the router's thresholds at an interval until closed. */
final class ThresholdClock implements AutoCloseable {
  private final Disposable ticking;

  ThresholdClock(LocalRouter router, Duration interval) {
    this.ticking = Flux.interval(interval).subscribe(tick -> router.refreshThresholds());
  }

  @Override
  public void close() {
    ticking.dispose();
  }
}
