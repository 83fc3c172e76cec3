package dev.signalbox.bench.pair;

import dev.signalbox.bench.checkout.RouterFolder;
import dev.signalbox.router.core.binding.RouterConfigBinder.Bound;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.policy.CascadePolicy;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import java.nio.file.Path;
import java.util.List;

/**
 * What the configuration says of the pair.
 *
 * @param small the expert of the tier small
 * @param large the expert of the tier large
 * @param policy the default policy
 */
record Setup(Expert small, Expert large, RoutingPolicy policy) {

  /**
   * Reads a configuration folder.
   *
   * @throws IllegalArgumentException if it is wrong, or is none of two experts and a share
   */
  static Setup read(Path folder, TrainedScorer router) {
    Bound bound = RouterFolder.read(folder, router);
    RoutingPolicy policy =
        bound.policies().getOrDefault(RoutingPolicy.DEFAULT_ID, RoutingPolicy.DEFAULT);
    if (policy.objective() instanceof Objective.MaxPrice) {
      throw new IllegalArgumentException(
          folder + ": an objective by price (expected: max_large_share or quality_floor)");
    }
    return new Setup(
        only(bound.experts(), "small", folder), only(bound.experts(), "large", folder), policy);
  }

  private static Expert only(List<Expert> experts, String tier, Path folder) {
    List<Expert> found = experts.stream().filter(one -> one.tiers().contains(tier)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "%s: %d experts of the tier %s (expected: one)".formatted(folder, found.size(), tier));
    }
    return found.getFirst();
  }

  /**
   * The confidence from which on a draft stands, as a router has it that has seen no drafts yet.
   *
   * @param share of drafts that are not to stand
   */
  double draftThreshold(double share) {
    CascadePolicy cascade = policy.cascade();
    Double configured = cascade.minLogprob();
    return configured == null || share <= 0
        ? new Drafts().of("", small.id(), cascade.quantile()).inForce().threshold(share)
        : configured;
  }
}
