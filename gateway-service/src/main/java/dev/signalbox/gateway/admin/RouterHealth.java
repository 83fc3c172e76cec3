package dev.signalbox.gateway.admin;

import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Router;
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
    return router.fleet().map(RouterHealth::of).onErrorReturn(Health.outOfService().build());
  }

  private static Health of(FleetView fleet) {
    Health.Builder health = fleet.ready() ? Health.up() : Health.outOfService();
    return health.withDetail("revision", fleet.revision()).build();
  }
}
