package dev.signalbox.cli.launch;

import dev.signalbox.config.ConfigSnapshot;
import java.util.List;
import java.util.Map;

/**
 * What {@code up} is asked for, read and checked; nothing is brought or started yet.
 *
 * @param options the words of the command line
 * @param flags who serves a tier in place of what is configured, by tier
 * @param config the configuration, valid
 */
record Wanted(UpOptions options, Map<String, Where> flags, ConfigSnapshot config) {

  /** Whether some expert is to be served by this machine. */
  boolean workers() {
    if (options.router() != null) {
      return false;
    }
    List<String> tiers = List.copyOf(flags.keySet());
    return flags.values().stream().anyMatch(where -> !(where instanceof Where.Server))
        || ConfiguredExpert.of(config).stream()
            .anyMatch(expert -> expert.localModel() != null && !expert.isReplacedBy(tiers));
  }
}
