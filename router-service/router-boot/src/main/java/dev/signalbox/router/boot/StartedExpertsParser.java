package dev.signalbox.router.boot;

import dev.signalbox.router.core.binding.StartedExperts;
import dev.signalbox.router.core.binding.StartedExperts.StartedReplica;
import dev.signalbox.router.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the experts that the process was started with from its properties. */
final class StartedExpertsParser {
  private static final String SMALL_KEY = "SIGNALBOX_SMALL_API_KEY";
  private static final String LARGE_KEY = "SIGNALBOX_LARGE_API_KEY";

  private final Predicate<String> environmentHas;

  /**
   * @param environmentHas whether an environment variable is set
   */
  StartedExpertsParser(Predicate<String> environmentHas) {
    this.environmentHas = environmentHas;
  }

  /**
   * Reads the properties.
   *
   * @throws IllegalArgumentException naming the property, its value and what was expected
   */
  StartedExperts parse(RouterProperties properties) {
    List<StartedReplica> replicas = new ArrayList<>();
    for (int i = 0; i < properties.replicas().size(); i++) {
      replicas.add(replica("signalbox.router.replicas[" + i + "]", properties.replicas().get(i)));
    }
    return new StartedExperts(
        tier("signalbox.router.small", properties.small(), SMALL_KEY),
        tier("signalbox.router.large", properties.large(), LARGE_KEY),
        replicas);
  }

  private @Nullable Endpoint tier(String property, @Nullable String where, String keyName) {
    if (where == null || where.isBlank()) {
      return null;
    }
    return endpoint(property, where, environmentHas.test(keyName) ? "env:" + keyName : null);
  }

  private static StartedReplica replica(String property, String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new IllegalArgumentException(
          property + ": \"" + text + "\" (expected: ID=http://host:port/v1#model)");
    }
    return new StartedReplica(
        text.substring(0, equals), endpoint(property, text.substring(equals + 1), null));
  }

  private static Endpoint endpoint(String property, String where, @Nullable String credential) {
    try {
      return Endpoint.parse(where, credential);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
    }
  }
}
