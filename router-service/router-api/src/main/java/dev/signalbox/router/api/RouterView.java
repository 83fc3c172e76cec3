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
 * @param policies every policy, with what it comes down to now
 */
public record RouterView(
    String revision,
    boolean ready,
    Map<String, List<String>> tiers,
    List<ExpertView> experts,
    List<PolicyView> policies) {
  public RouterView {
    tiers = Map.copyOf(tiers);
    experts = List.copyOf(experts);
    policies = List.copyOf(policies);
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

  /**
   * One policy, and the threshold that its objective comes down to.
   *
   * @param id its name
   * @param objective in words: {@code at most 30% large}
   * @param thresholds in force, by tenant; {@code *} for tenants with too little traffic of their
   *     own
   */
  public record PolicyView(String id, String objective, Map<String, ThresholdView> thresholds) {
    public PolicyView {
      thresholds = Map.copyOf(thresholds);
    }
  }

  /**
   * A threshold on the difficulty: what is harder goes to the last expert of the ladder.
   *
   * @param difficulty the threshold in force, 0..1
   * @param largeShare share of requests expected above it, 0..1
   * @param qualityKept share of the large expert's gain expected to be kept, 0..1
   * @param next the threshold that comes into force at the next refresh; equal if nothing changed
   * @param source what it was derived from, in words
   */
  public record ThresholdView(
      double difficulty, double largeShare, double qualityKept, double next, String source) {}
}
