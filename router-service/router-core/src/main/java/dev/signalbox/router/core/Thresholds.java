package dev.signalbox.router.core;

import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.ShareCredit;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.Pace;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.LadderPrice;
import dev.signalbox.router.core.policy.LadderTerms;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ShareBudget;
import dev.signalbox.router.core.policy.Threshold;
import org.jspecify.annotations.Nullable;

/** The threshold of each request, within what is left of its tenant's share. */
final class Thresholds {
  private final Pace pace;
  private final ShareBudget budget;
  private final LadderCurves curves;

  Thresholds(Pace pace, ShareBudget budget, LadderCurves curves) {
    this.pace = pace;
    this.budget = budget;
    this.curves = curves;
  }

  Threshold of(
      RoutingRequest request,
      PolicyPlan plan,
      PolicyPlan.Ladder ladder,
      GainCurve curve,
      Calibration calibration) {
    RoutingPolicy policy = plan.policy();
    LadderPrice price =
        policy.objective() instanceof Objective.MaxPrice
            ? plan.price(
                ladder,
                Cascading.wanted(request, policy.mode()) && !Cascading.embeds(request),
                expert -> price(request, expert))
            : LadderPrice.FREE;
    boolean sharesAlone =
        policy.objective() instanceof Objective.MaxLargeShare
            && request.preferences().quality() == null
            && policy.minQuality() <= 0;
    LadderTerms terms =
        new LadderTerms(curve, price, sharesAlone ? null : curves.of(ladder, calibration, curve));
    Threshold threshold = Threshold.of(policy, request.preferences(), terms);
    boolean credit =
        request.rehearsal()
            ? budget.allows(request.tenant(), policy.id(), threshold.account(), threshold.share())
            : budget.earn(request.tenant(), policy.id(), threshold.account(), threshold.share());
    return credit ? threshold : threshold.withShareUsedUp();
  }

  /**
   * Notes that a request goes to the last rung, or that its draft may be followed.
   *
   * @return whether that was paid for
   */
  boolean spend(RoutingRequest request, RoutingPolicy policy, Threshold threshold) {
    return ShareBudget.isBound(threshold.share())
        && budget.spend(request.tenant(), policy.id(), threshold.account());
  }

  /**
   * What the answer to a request costs, whoever gives it; paid for at once if it goes to an expert
   * that costs.
   *
   * @return null where no share bounds them, or the request is only rehearsed
   */
  @Nullable ShareCredit credit(
      RoutingRequest request,
      RoutingPolicy policy,
      PolicyPlan.Ladder ladder,
      Threshold threshold,
      ExpertFleet chosen) {
    if (request.rehearsal()
        || ladder.counted().isEmpty()
        || !ShareBudget.isBound(threshold.share())) {
      return null;
    }
    boolean spent = ladder.counted().contains(chosen.id()) && spend(request, policy, threshold);
    return new ShareCredit(policy.id(), threshold.account(), spent, ladder.counted());
  }

  private double price(RoutingRequest request, ExpertFleet expert) {
    double completion = pace.expectedCompletion(expert.id(), request.maxTokens());
    return expert.expert().price().of(request.promptTokens(), completion);
  }
}
