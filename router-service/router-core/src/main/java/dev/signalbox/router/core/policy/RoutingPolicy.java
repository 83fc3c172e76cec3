package dev.signalbox.router.core.policy;

import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Mode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's objective and limits. Tiers and experts are named by reference: a tier's name or an
 * expert's id. A ladder is a list of them, the one for easy requests first. Immutable.
 *
 * @param id what requests write in {@code signalbox.policy}
 * @param objective the one aim
 * @param maxLargeShare bound that no aim and no wish passes, 0..1; 1 for none
 * @param minQuality share of the large expert's gain that no aim and no wish goes below, 0..1; 0
 *     for none
 * @param experts references that may be used; null for all
 * @param generalist the ladder for what no category claims
 * @param categories category to its ladder
 * @param categoryConfidence below this the generalist serves, 0..1
 * @param fallbacks references to try after the ladder; null for every expert that may be used
 * @param weights what counts how much
 * @param explorationShare share of requests that go to a random expert of the ladder, 0..0.5; while
 *     the share of the last rung is used up, to one of those before it
 * @param mode how answers are made where a request does not say
 * @param cascade how cascades go
 * @param thinking how much thinking requests are worth; null to leave that to client and server
 * @param delivery what is wanted of whoever carries the answer
 */
public record RoutingPolicy(
    String id,
    Objective objective,
    double maxLargeShare,
    double minQuality,
    @Nullable List<String> experts,
    List<String> generalist,
    Map<String, List<String>> categories,
    double categoryConfidence,
    @Nullable List<String> fallbacks,
    Weights weights,
    double explorationShare,
    Mode mode,
    CascadePolicy cascade,
    @Nullable ThinkingPolicy thinking,
    Delivery delivery) {

  /** The id of the policy that serves requests which name none. */
  public static final String DEFAULT_ID = "default";

  /** What a policy file that says nothing but its id means. */
  public static final RoutingPolicy DEFAULT =
      new RoutingPolicy(
          DEFAULT_ID,
          new Objective.MaxLargeShare(0.5),
          1,
          0,
          null,
          List.of("small", "large"),
          Map.of(),
          0.6,
          null,
          Weights.QUALITY_ONLY,
          0);

  /** A policy whose answers come from one expert unless a request asks for a cascade. */
  public RoutingPolicy(
      String id,
      Objective objective,
      double maxLargeShare,
      double minQuality,
      @Nullable List<String> experts,
      List<String> generalist,
      Map<String, List<String>> categories,
      double categoryConfidence,
      @Nullable List<String> fallbacks,
      Weights weights,
      double explorationShare) {
    this(
        id,
        objective,
        maxLargeShare,
        minQuality,
        experts,
        generalist,
        categories,
        categoryConfidence,
        fallbacks,
        weights,
        explorationShare,
        Mode.SINGLE,
        CascadePolicy.DEFAULT,
        null,
        Delivery.PLAIN);
  }

  public RoutingPolicy {
    if (generalist.isEmpty()) {
      throw new IllegalArgumentException("generalist: empty (expected: at least one reference)");
    }
    experts = experts == null ? null : List.copyOf(experts);
    generalist = List.copyOf(generalist);
    categories = Map.copyOf(categories);
    fallbacks = fallbacks == null ? null : List.copyOf(fallbacks);
  }

  /**
   * The ladder for a request.
   *
   * @param category what the request is about
   * @param confidence how sure that is, 0..1
   */
  public List<String> ladder(String category, double confidence) {
    if (confidence < categoryConfidence) {
      return generalist;
    }
    return categories.getOrDefault(category, generalist);
  }
}
