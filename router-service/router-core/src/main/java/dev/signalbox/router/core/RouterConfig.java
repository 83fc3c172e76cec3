package dev.signalbox.router.core;

import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.policy.RoutingPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration that the router decides by. Immutable.
 *
 * @param revision configuration revision
 * @param catalog the experts
 * @param policies the policies by id; always has {@link RoutingPolicy#DEFAULT_ID}
 */
public record RouterConfig(String revision, Catalog catalog, Map<String, RoutingPolicy> policies) {
  /** No expert, and the default policy. */
  public static final RouterConfig EMPTY =
      new RouterConfig("none", Catalog.of(List.of()), Map.of());

  public RouterConfig {
    if (!policies.containsKey(RoutingPolicy.DEFAULT_ID)) {
      policies = new TreeMap<>(policies);
      policies.put(RoutingPolicy.DEFAULT_ID, RoutingPolicy.DEFAULT);
    }
    policies = Map.copyOf(policies);
  }
}
