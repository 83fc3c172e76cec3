package dev.signalbox.router.core;

import dev.signalbox.router.core.fleet.FleetSnapshot;
import dev.signalbox.router.core.policy.RoutingPolicy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decisions read, at one moment: made anew when the configuration or the fleet
 * changes, so that a decision only looks things up. Immutable but for the counts in its replicas.
 */
final class RoutingSnapshot {
  private final RouterConfig config;
  private final FleetSnapshot fleet;
  private final Map<String, PolicyPlan> plans;

  private RoutingSnapshot(RouterConfig config, FleetSnapshot fleet, Map<String, PolicyPlan> plans) {
    this.config = config;
    this.fleet = fleet;
    this.plans = Map.copyOf(plans);
  }

  static RoutingSnapshot of(RouterConfig config, FleetSnapshot fleet) {
    Map<String, PolicyPlan> plans = new HashMap<>();
    for (RoutingPolicy policy : config.policies().values()) {
      plans.put(policy.id(), PolicyPlan.of(policy, fleet));
    }
    return new RoutingSnapshot(config, fleet, plans);
  }

  RouterConfig config() {
    return config;
  }

  FleetSnapshot fleet() {
    return fleet;
  }

  /** The policy of that name, or null. */
  @Nullable PolicyPlan plan(String policy) {
    return plans.get(policy);
  }
}
