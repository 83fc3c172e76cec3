package dev.signalbox.router.core.fleet;

import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Expert;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fleet at one moment. Immutable. */
public final class FleetSnapshot {
  /** No expert, no replica. */
  public static final FleetSnapshot EMPTY =
      new FleetSnapshot(Catalog.of(List.of()), Map.of(), false);

  private final Catalog catalog;
  private final Map<String, ExpertFleet> experts;
  private final boolean ready;

  FleetSnapshot(Catalog catalog, Map<String, ExpertFleet> experts, boolean ready) {
    this.catalog = catalog;
    this.experts = Collections.unmodifiableMap(new LinkedHashMap<>(experts));
    this.ready = ready;
  }

  /** The experts that the fleet serves. */
  public Catalog catalog() {
    return catalog;
  }

  /** One expert of the catalogue with its replicas. */
  public ExpertFleet of(Expert expert) {
    ExpertFleet fleet = experts.get(expert.id());
    if (fleet == null) {
      throw new IllegalArgumentException(
          "expert " + expert.id() + " (expected: one of " + experts.keySet() + ")");
    }
    return fleet;
  }

  /** The experts that a tier or an id means, with their replicas; empty if there are none. */
  public List<ExpertFleet> named(String reference) {
    return catalog.named(reference).stream().map(this::of).toList();
  }

  /** Every expert with its replicas, in the catalogue's order. */
  public Collection<ExpertFleet> experts() {
    return experts.values();
  }

  /**
   * Whether requests are served: once every expert has had a ready replica, as long as any replica
   * is ready.
   */
  public boolean ready() {
    return ready;
  }
}
