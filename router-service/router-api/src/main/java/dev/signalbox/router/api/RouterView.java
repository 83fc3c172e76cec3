package dev.signalbox.router.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
   * @param modelVersion exact weights; null if it does not say
   */
  public record ReplicaView(
      String id, ReplicaState state, int running, int waiting, @Nullable String modelVersion) {}

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
   * @param mode how it answers where a request does not say
   * @param thresholds in force, by tenant; {@code *} for tenants with too little traffic of their
   *     own
   * @param aims what other aims would come to by each tenant's traffic now; read this before one is
   *     put in force
   * @param categories thresholds in force on the ladders of categories that have several rungs, by
   *     category and tenant; empty where a router does not say
   */
  public record PolicyView(
      String id,
      String objective,
      Mode mode,
      Map<String, ThresholdView> thresholds,
      Map<String, List<AimView>> aims,
      Map<String, Map<String, ThresholdView>> categories) {
    public PolicyView {
      thresholds = Map.copyOf(thresholds);
      aims = Map.copyOf(aims);
      categories = Map.copyOf(Objects.requireNonNullElse(categories, Map.of()));
    }
  }

  /**
   * What an aim would come to.
   *
   * @param largeShare share of requests for the last expert of the ladder, 0..1
   * @param difficulty the threshold on the difficulty that gives it
   * @param qualityKept share of the large expert's gain expected to be kept; may pass 1
   * @param pricePer1000Requests what 1,000 plain requests would cost, in the unit of the experts'
   *     prices
   */
  public record AimView(
      double largeShare, double difficulty, double qualityKept, double pricePer1000Requests) {}

  /**
   * A threshold on the difficulty: what is harder goes to the last expert of the ladder.
   *
   * @param difficulty the threshold in force, 0..1
   * @param largeShare share of requests expected above it, 0..1
   * @param qualityKept share of the large expert's gain expected to be kept, 0..1
   * @param next the threshold that comes into force at the next refresh; equal if nothing changed
   * @param source what it was derived from, in words
   * @param draft the confidence from which on a draft stands; null where the policy drafts nothing
   * @param thinkFrom the difficulty from which on thinking has at least low effort; null where the
   *     policy says nothing of it
   * @param thinkHardFrom the difficulty from which on it has high effort; null likewise
   */
  public record ThresholdView(
      double difficulty,
      double largeShare,
      double qualityKept,
      double next,
      String source,
      @Nullable DraftView draft,
      @Nullable Double thinkFrom,
      @Nullable Double thinkHardFrom) {}

  /**
   * When a draft stands.
   *
   * @param expert who drafts
   * @param confidence the threshold in force, natural logarithm
   * @param next the one that comes into force at the next refresh
   * @param source what it was derived from, in words
   */
  public record DraftView(String expert, double confidence, double next, String source) {}
}
