package dev.signalbox.router.core.binding;

import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins the experts of files with those that the process was started with. A tier that was filled
 * at the start is taken from the files' experts; one that is left without any tier is left out,
 * since nobody started a worker for it. Ids that clash become {@code name-small} and {@code
 * name-large}; a server whose model's name is not known yet stands under the name of its tier.
 */
final class CatalogAssembly {

  private CatalogAssembly() {}

  static Catalog of(List<Expert> fromFiles, StartedExperts started) {
    Map<String, Endpoint> filled = new LinkedHashMap<>();
    put(filled, "small", started.small());
    put(filled, "large", started.large());
    Map<String, Expert> experts = new LinkedHashMap<>();
    for (Expert expert : fromFiles) {
      Set<String> left = new HashSet<>(expert.tiers());
      left.removeAll(filled.keySet());
      if (!left.isEmpty() || expert.tiers().isEmpty()) {
        experts.put(expert.id(), expert.inTiers(left));
      }
    }
    filled.forEach((tier, endpoint) -> {
      String id = id(tier, endpoint, filled, experts);
      experts.put(id, Expert.at(id, Set.of(tier), endpoint));
    });
    for (StartedExperts.StartedReplica replica : started.replicas()) {
      experts.computeIfPresent(
          replica.expert(), (id, expert) -> expert.servedAlsoAt(replica.endpoint()));
    }
    return Catalog.of(new ArrayList<>(experts.values()));
  }

  private static void put(Map<String, Endpoint> filled, String tier, @Nullable Endpoint endpoint) {
    if (endpoint != null) {
      filled.put(tier, endpoint);
    }
  }

  private static String id(
      String tier, Endpoint endpoint, Map<String, Endpoint> filled, Map<String, Expert> taken) {
    String model = endpoint.model();
    if (model == null) {
      return tier;
    }
    boolean twice =
        filled.entrySet().stream()
            .anyMatch(
                other -> !other.getKey().equals(tier) && model.equals(other.getValue().model()));
    boolean reserved = Catalog.TIERS.contains(model) || Catalog.AUTO.equals(model);
    return twice || reserved || taken.containsKey(model) ? model + "-" + tier : model;
  }
}
