package dev.signalbox.router.server;

import dev.signalbox.router.api.Router;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Up while the router has whom to send requests to. */
final class RouterHealth implements ReactiveHealthIndicator {
  private final Router router;

  RouterHealth(Router router) {
    this.router = router;
  }

  @Override
  public Mono<Health> health() {
    return router
        .fleet()
        .map(fleet -> fleet.ready() ? Health.up().build() : Health.outOfService().build());
  }
}
