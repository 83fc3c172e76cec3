package dev.signalbox.router.api;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the router knows now. The gateway lists models from it; the admin port shows it.
 *
 * @param revision configuration revision
 * @param ready whether every configured expert has had a ready replica, and any replica is ready
 *     now
 * @param tiers tier name to expert ids, best first
 * @param experts every configured expert
 */
public record RouterView(
    String revision, boolean ready, Map<String, List<String>> tiers, List<ExpertView> experts) {
  public RouterView {
    tiers = Map.copyOf(tiers);
    experts = List.copyOf(experts);
  }

  /**
   * One expert.
   *
   * @param id what clients write in {@code model}
   * @param tiers the tiers it fills
   * @param capabilities what any of its replicas can do
   * @param contextLength tokens; 0 if not known
   * @param activeParameters parameters active for each token; 0 if not known
   * @param replicas its replicas
   */
  public record ExpertView(
      String id,
      Set<String> tiers,
      Set<Capability> capabilities,
      int contextLength,
      long activeParameters,
      List<ReplicaView> replicas) {}

  /**
   * One replica.
   *
   * @param id unique in the fleet, never an address
   * @param state where it stands
   * @param running requests that run on it, as it last said
   * @param waiting requests that wait on it, as it last said
   */
  public record ReplicaView(String id, ReplicaState state, int running, int waiting) {}

  /** States of a replica. */
  public enum ReplicaState {
    COLD,
    LOADING,
    READY,
    DRAINING,
    UNREACHABLE
  }
}
