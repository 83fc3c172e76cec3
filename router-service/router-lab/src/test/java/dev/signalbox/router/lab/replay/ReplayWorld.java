package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.policy.CascadePolicy;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Experts whose answers are as good as is known, and a log of what they answered. */
final class ReplayWorld {
  private static final int REQUESTS = 6_000;

  private final Random random = new Random(7);

  private static Expert expert(String id, Set<String> tiers, double price, int context) {
    return new Expert(
        id, tiers, Set.of(Capability.CHAT), context, 0, new Price(0, price), List.of());
  }

  static RoutingPolicy policy(
      Objective objective,
      List<String> ladder,
      Map<String, List<String>> categories,
      double exploration,
      Mode mode) {
    return new RoutingPolicy(
        "p",
        objective,
        1,
        0,
        null,
        ladder,
        categories,
        0.6,
        List.of(),
        Weights.QUALITY_ONLY,
        exploration,
        mode,
        CascadePolicy.DEFAULT,
        null,
        Delivery.PLAIN);
  }

  /** The same policy, to which it matters how long an answer takes. */
  static RoutingPolicy hurried(RoutingPolicy policy) {
    return new RoutingPolicy(
        policy.id(),
        policy.objective(),
        policy.maxLargeShare(),
        policy.minQuality(),
        policy.experts(),
        policy.generalist(),
        policy.categories(),
        policy.categoryConfidence(),
        policy.fallbacks(),
        new Weights(1, 0, 0.1),
        policy.explorationShare(),
        policy.mode(),
        policy.cascade(),
        policy.thinking(),
        policy.delivery());
  }

  static RoutingPolicy share(double share, double exploration) {
    return policy(
        new Objective.MaxLargeShare(share),
        List.of("small", "large"),
        Map.of(),
        exploration,
        Mode.SINGLE);
  }

  /**
   * A policy whose last rung begins at a difficulty. The gain is the difficulty itself, so that all
   * above t keeps 1 - t * t of it.
   */
  static RoutingPolicy from(double threshold, List<String> ladder, double exploration) {
    return policy(
        new Objective.QualityFloor(1 - threshold * threshold),
        ladder,
        Map.of(),
        exploration,
        Mode.SINGLE);
  }

  static PolicyReplay replay(TrafficLog log, RoutingPolicy policy) {
    return replay(log, policy, new SurfaceScorer());
  }

  static PolicyReplay replay(TrafficLog log, RoutingPolicy policy, DifficultyScorer serving) {
    Catalog catalog =
        Catalog.of(
            List.of(
                expert("s", Set.of("small"), 1, 1_000),
                expert("m", Set.of("mid"), 2, 1_000),
                expert("l", Set.of("large"), 10, 1_000),
                expert("mathematician", Set.of(), 3, 1_000)));
    return PolicyReplay.of(
        log, new RouterConfig("r", catalog, Map.of("p", policy)), "p", Scorers.always(serving));
  }

  /** The chance that an answer is right. */
  private static double quality(String expert, double difficulty) {
    return switch (expert) {
      case "s" -> 1 - difficulty;
      case "m" -> 1 - 0.5 * difficulty;
      default -> 0.9;
    };
  }

  /** Requests evenly hard from 0 to 1, in any order. */
  private double[] difficulties() {
    double[] all = new double[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      int j = random.nextInt(i + 1);
      all[i] = all[j];
      all[j] = (i + 0.5) / REQUESTS;
    }
    return all;
  }

  /** A log whose policy takes the last expert from 0.5 on, and explores among all. */
  SyntheticLog log(List<String> experts, double exploration) {
    SyntheticLog log = new SyntheticLog();
    double each = exploration / experts.size();
    for (double difficulty : difficulties()) {
      String best = difficulty > 0.5 ? experts.getLast() : experts.getFirst();
      String chosen =
          random.nextDouble() < exploration ? experts.get(random.nextInt(experts.size())) : best;
      log.line(difficulty, chosen, chosen.equals(best) ? 1 - exploration + each : each)
          .with("score", random.nextDouble() < quality(chosen, difficulty) ? 1 : 0)
          .with("prompt_tokens", 50)
          .with("completion_tokens", 100);
    }
    return log;
  }
}
