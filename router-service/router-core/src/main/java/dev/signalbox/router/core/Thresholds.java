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
import dev.signalbox.router.core.policy.UsualPrices;
import org.jspecify.annotations.Nullable;

/** The threshold of each request, within what is left of its tenant's share. */
final class Thresholds {
  private final Pace pace;
  private final ShareBudget budget;
  private final LadderCurves curves;
  private final UsualPrices usual;

  Thresholds(Pace pace, ShareBudget budget, LadderCurves curves, UsualPrices usual) {
    this.pace = pace;
    this.budget = budget;
    this.curves = curves;
    this.usual = usual;
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
            ? usualPrice(request, plan, ladder)
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
      PolicyPlan plan,
      PolicyPlan.Ladder ladder,
      Threshold threshold,
      ExpertFleet chosen) {
    if (request.rehearsal()) {
      return null;
    }
    boolean large = ladder.counted().contains(chosen.id());
    if (large && plan.policy().objective() instanceof Objective.MaxPrice) {
      UsualPrices.Kind kind = plan.kind(request.tenant(), ladder);
      for (ExpertFleet expert : plan.priced(ladder)) {
        usual.noteLarge(kind, expert.id(), price(request, expert));
      }
    }
    boolean spent = large && spend(request, plan.policy(), threshold);
    return ladder.counted().isEmpty() || !ShareBudget.isBound(threshold.share())
        ? null
        : new ShareCredit(plan.policy().id(), threshold.account(), spent, ladder.counted());
  }

  private LadderPrice usualPrice(
      RoutingRequest request, PolicyPlan plan, PolicyPlan.Ladder ladder) {
    UsualPrices.Kind kind = plan.kind(request.tenant(), ladder);
    if (!request.rehearsal()) {
      for (ExpertFleet expert : plan.priced(ladder)) {
        usual.note(kind, expert.id(), price(request, expert));
      }
    }
    boolean cascade = Cascading.wanted(request, plan.policy().mode()) && !Cascading.embeds(request);
    return plan.price(
        ladder, cascade, PolicyPlan.Prices.of(usual, kind, expert -> price(request, expert)));
  }

  private double price(RoutingRequest request, ExpertFleet expert) {
    double completion = pace.expectedCompletion(expert.id(), request.maxTokens());
    return expert.expert().price().of(request.promptTokens(), completion);
  }
}
