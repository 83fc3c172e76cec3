package dev.signalbox.cli.launch;

import dev.signalbox.config.ConfigFile;
import dev.signalbox.config.ConfigSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What starting needs to know of an {@code experts/*.yaml}.
 *
 * @param id what clients write in {@code model}
 * @param tiers the tiers that it fills
 * @param localModel the model that a worker on this machine serves; null if servers elsewhere do
 * @param settings what the file says of that worker
 */
record ConfiguredExpert(
    String id, List<String> tiers, @Nullable String localModel, WorkerSettings settings) {

  static List<ConfiguredExpert> of(ConfigSnapshot snapshot) {
    return snapshot.of("experts").stream().map(ConfiguredExpert::read).toList();
  }

  /** Whether it fills some tier, and every tier that it fills is given by a flag. */
  boolean isReplacedBy(List<String> flaggedTiers) {
    return !tiers.isEmpty() && flaggedTiers.containsAll(tiers);
  }

  private static ConfiguredExpert read(ConfigFile file) {
    JsonNode root = file.root();
    JsonNode local = root.path("local").path("model");
    return new ConfiguredExpert(
        root.path("id").asString(),
        root.path("tiers").valueStream().map(JsonNode::asString).toList(),
        local.isString() ? local.asString() : null,
        WorkerSettings.of(root));
  }
}
