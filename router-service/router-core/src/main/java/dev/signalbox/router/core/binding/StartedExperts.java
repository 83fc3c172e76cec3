package dev.signalbox.router.core.binding;

import dev.signalbox.router.core.catalog.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Experts and replicas that the process was started with, beside its files.
 *
 * @param small fills the tier small in place of the files' experts; null to leave it to them
 * @param large fills the tier large in place of the files' experts; null to leave it to them
 * @param replicas further replicas of experts, as workers of a supervisor are
 */
public record StartedExperts(
    @Nullable Endpoint small, @Nullable Endpoint large, List<StartedReplica> replicas) {
  /** Nothing beside the files. */
  public static final StartedExperts NONE = new StartedExperts(null, null, List.of());

  public StartedExperts {
    replicas = List.copyOf(replicas);
  }

  /** Whether every model's name is known; if not, the servers have to be asked first. */
  public boolean named() {
    return (small == null || small.model() != null) && (large == null || large.model() != null);
  }

  /**
   * The same with the models' names that the servers told, where they were not given.
   *
   * @param smallModel name at {@link #small()}; null if it is not known yet
   * @param largeModel name at {@link #large()}; null if it is not known yet
   */
  public StartedExperts withModels(@Nullable String smallModel, @Nullable String largeModel) {
    return new StartedExperts(named(small, smallModel), named(large, largeModel), replicas);
  }

  private static @Nullable Endpoint named(@Nullable Endpoint endpoint, @Nullable String model) {
    if (endpoint == null || endpoint.model() != null || model == null) {
      return endpoint;
    }
    return new Endpoint(endpoint.baseUrl(), model, endpoint.credential(), endpoint.http2());
  }

  /**
   * A further replica.
   *
   * @param expert id of the expert
   * @param endpoint where it is served
   */
  public record StartedReplica(String expert, Endpoint endpoint) {}
}
