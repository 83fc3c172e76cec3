package dev.signalbox.router.core;

import dev.signalbox.router.core.fleet.Fleet;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.util.List;

/**
 * What the router knows, as it changes: configuration and fleet come in, decisions read the last
 * {@link RoutingSnapshot}. Safe for use by many threads.
 */
public final class RoutingState {
  private final Fleet fleet = new Fleet();
  private RouterConfig config = RouterConfig.EMPTY;
  private volatile RoutingSnapshot snapshot = RoutingSnapshot.of(RouterConfig.EMPTY, fleet.now());

  /**
   * Decides by another configuration from now on.
   *
   * @return every replica to be probed from now on
   */
  public synchronized List<ReplicaId> configure(RouterConfig next) {
    config = next;
    List<ReplicaId> replicas = fleet.serve(next.catalog());
    snapshot = RoutingSnapshot.of(config, fleet.now());
    return replicas;
  }

  /** Takes note of what a replica says of itself, or that it does not answer. */
  public synchronized void observe(ReplicaId replica, ReplicaStatus status) {
    if (fleet.observe(replica, status)) {
      snapshot = RoutingSnapshot.of(config, fleet.now());
    }
  }

  /** Sends nothing to a replica until it is seen well again. */
  synchronized void suspect(String replica) {
    if (fleet.suspect(replica)) {
      snapshot = RoutingSnapshot.of(config, fleet.now());
    }
  }

  /** Takes note that a request ended on a replica. */
  void ended(String replica) {
    fleet.ended(replica);
  }

  RoutingSnapshot snapshot() {
    return snapshot;
  }
}
