package dev.signalbox.router.core.catalog;

import dev.signalbox.router.api.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A routable model, as configured. Immutable.
 *
 * @param id what clients write in {@code model}; may hold {@code /} and {@code :}
 * @param tiers the tiers that it fills
 * @param capabilities what it can do where its server does not say so itself; null if nobody said
 * @param contextLength tokens that prompt and answer may fill together; 0 if not configured
 * @param activeParameters parameters active for each token; 0 if not configured
 * @param price what it costs
 * @param thinks how it can think; null if it cannot, or nobody said
 * @param endpoints where it is served; empty for a local expert whose worker nobody has started
 */
public record Expert(
    String id,
    Set<String> tiers,
    @Nullable Set<Capability> capabilities,
    int contextLength,
    long activeParameters,
    Price price,
    @Nullable Thinks thinks,
    List<Endpoint> endpoints) {
  public Expert {
    tiers = Set.copyOf(tiers);
    capabilities = capabilities == null ? null : Set.copyOf(capabilities);
    endpoints = List.copyOf(endpoints);
  }

  /** An expert of which nobody said that it can think. */
  public Expert(
      String id,
      Set<String> tiers,
      @Nullable Set<Capability> capabilities,
      int contextLength,
      long activeParameters,
      Price price,
      List<Endpoint> endpoints) {
    this(id, tiers, capabilities, contextLength, activeParameters, price, null, endpoints);
  }

  /** An expert of which no more is known than where it is served. */
  public static Expert at(String id, Set<String> tiers, Endpoint endpoint) {
    return new Expert(id, tiers, null, 0, 0, Price.FREE, List.of(endpoint));
  }

  /** The same expert, served at one more place. */
  public Expert servedAlsoAt(Endpoint endpoint) {
    List<Endpoint> more = new ArrayList<>(endpoints);
    more.add(endpoint);
    return new Expert(
        id, tiers, capabilities, contextLength, activeParameters, price, thinks, List.copyOf(more));
  }

  /** The same expert, filling other tiers. */
  public Expert inTiers(Set<String> other) {
    return new Expert(
        id, other, capabilities, contextLength, activeParameters, price, thinks, endpoints);
  }
}
