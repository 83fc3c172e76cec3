package dev.signalbox.router.core;

import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RouterView.ExpertView;
import dev.signalbox.router.api.RouterView.ReplicaView;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.Replica;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Traffic;
import dev.signalbox.router.core.policy.UsualPrices;
import java.util.Comparator;

/** Shows what the router knows. */
final class Views {
  private Views() {}

  static RouterView of(
      RoutingSnapshot snapshot,
      Traffic traffic,
      Drafts drafts,
      Scorers scorers,
      LadderCurves curves,
      UsualPrices usual) {
    FleetView fleet = fleet(snapshot);
    return new RouterView(
        fleet.revision(),
        fleet.ready(),
        fleet.tiers(),
        fleet.experts(),
        snapshot.config().policies().values().stream()
            .sorted(Comparator.comparing(RoutingPolicy::id))
            .map(policy ->
                new PolicyAims(policy, snapshot, traffic, drafts, scorers, curves, usual).view())
            .toList());
  }

  static FleetView fleet(RoutingSnapshot snapshot) {
    return new FleetView(
        snapshot.config().revision(),
        snapshot.fleet().ready(),
        snapshot.fleet().catalog().tiers(),
        snapshot.fleet().experts().stream().map(Views::expert).toList());
  }

  private static ExpertView expert(ExpertFleet fleet) {
    return new ExpertView(
        fleet.id(),
        fleet.expert().tiers(),
        fleet.capabilities(),
        fleet.contextLength(),
        fleet.activeParameters(),
        fleet.replicas().stream().map(Views::replica).toList());
  }

  private static ReplicaView replica(Replica replica) {
    return new ReplicaView(
        replica.identity().id(),
        replica.status().state(),
        replica.status().running(),
        replica.status().waiting(),
        replica.status().modelVersion());
  }
}
