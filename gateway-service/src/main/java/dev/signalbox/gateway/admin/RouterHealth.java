package dev.signalbox.gateway.admin;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Ready while the router has whom to send requests to, and once every expert has been ready. */
public final class RouterHealth implements ReactiveHealthIndicator {
  private final Router router;

  public RouterHealth(Router router) {
    this.router = router;
  }

  @Override
  public Mono<Health> health() {
    return router.view().map(RouterHealth::of).onErrorReturn(Health.outOfService().build());
  }

  private static Health of(RouterView view) {
    Health.Builder health = view.ready() ? Health.up() : Health.outOfService();
    return health.withDetail("revision", view.revision()).build();
  }
}
