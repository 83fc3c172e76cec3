package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.RoutingState;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.net.URI;
import java.util.List;

/** Every expert of a configuration, ready and idle: nobody was asked, and nobody will be. */
final class ReadyFleet {
  /** Stands for the worker of a local expert. */
  private static final URI NOWHERE = URI.create("http://replay.invalid/v1");

  private ReadyFleet() {}

  static RoutingState of(RouterConfig config) {
    List<Expert> experts =
        config.catalog().experts().stream()
            .map(expert -> expert.endpoints().isEmpty() ? served(expert) : expert)
            .toList();
    RoutingState state = new RoutingState();
    List<ReplicaId> replicas =
        state.configure(
            new RouterConfig(config.revision(), Catalog.of(experts), config.policies()));
    for (ReplicaId replica : replicas) {
      state.observe(replica, ReplicaStatus.of(ReplicaState.READY, replica.endpoint().model()));
    }
    return state;
  }

  private static Expert served(Expert expert) {
    return expert.servedAlsoAt(new Endpoint(NOWHERE, expert.id(), null, false));
  }
}
