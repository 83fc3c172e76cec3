package dev.signalbox.router.core.fleet;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RouterView.ReplicaState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a replica last said of itself, or what was seen of it.
 *
 * @param state where it stands
 * @param upstreamModel the model's name there; null while it is neither configured nor asked
 * @param running requests that run; 0 if it does not say
 * @param waiting requests that wait; 0 if it does not say
 * @param slots requests that can run at once; 0 if it does not say
 * @param capabilities what it says it can do; null if it does not say
 * @param contextLength tokens for one request; 0 if it does not say
 * @param parameters number of weights; 0 if it does not say
 * @param modelVersion exact weights; null if it does not say
 */
public record ReplicaStatus(
    ReplicaState state,
    @Nullable String upstreamModel,
    int running,
    int waiting,
    int slots,
    @Nullable Set<Capability> capabilities,
    int contextLength,
    long parameters,
    @Nullable String modelVersion) {
  public ReplicaStatus {
    capabilities = capabilities == null ? null : Set.copyOf(capabilities);
  }

  /** In a state of which nothing else is known. */
  public static ReplicaStatus of(ReplicaState state, @Nullable String upstreamModel) {
    return new ReplicaStatus(state, upstreamModel, 0, 0, 0, null, 0, 0, null);
  }

  /** The same replica in another state; what it said of itself stays. */
  public ReplicaStatus in(ReplicaState other) {
    return new ReplicaStatus(
        other,
        upstreamModel,
        running,
        waiting,
        slots,
        capabilities,
        contextLength,
        parameters,
        modelVersion);
  }
}
