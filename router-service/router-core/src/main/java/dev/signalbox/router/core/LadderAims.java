package dev.signalbox.router.core;

import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RouterView.AimView;
import dev.signalbox.router.api.RouterView.DraftView;
import dev.signalbox.router.api.RouterView.ThresholdView;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.policy.DraftSpread;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.LadderPrice;
import dev.signalbox.router.core.policy.LadderTerms;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ThinkingPolicy;
import dev.signalbox.router.core.policy.Threshold;
import dev.signalbox.router.core.policy.UsualPrices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what a policy's aim comes to on one of its ladders. */
final class LadderAims {
  /** Aims are shown in steps of this share. */
  private static final int STEPS = 10;

  private final RoutingPolicy policy;
  private final @Nullable PolicyPlan plan;
  private final PolicyPlan.@Nullable Ladder ladder;
  private final Drafts drafts;
  private final LadderCurves curves;
  private final UsualPrices usual;

  /**
   * @param plan null while the policy is not looked up yet
   * @param ladder null likewise; without an expert it is shown as none
   */
  LadderAims(
      RoutingPolicy policy,
      @Nullable PolicyPlan plan,
      PolicyPlan.@Nullable Ladder ladder,
      Drafts drafts,
      LadderCurves curves,
      UsualPrices usual) {
    this.policy = policy;
    this.plan = plan;
    this.ladder = ladder == null || ladder.rungs().isEmpty() ? null : ladder;
    this.drafts = drafts;
    this.curves = curves;
    this.usual = usual;
  }

  /** What thresholds come to for a tenant whose requests are spread so. */
  LadderTerms terms(String tenant, Calibration calibration, GainCurve curve) {
    return new LadderTerms(
        curve, price(tenant), ladder == null ? null : curves.of(ladder, calibration, curve));
  }

  /** By what the tenant's requests cost of late; for who has not asked yet by a plain request. */
  private LadderPrice price(String tenant) {
    if (plan == null || ladder == null) {
      return LadderPrice.FREE;
    }
    return plan.price(
        ladder,
        policy.mode() == Mode.CASCADE,
        PolicyPlan.Prices.of(usual, plan.kind(tenant, ladder), PolicyPlan.Ladder::typicalPrice));
  }

  /** The policy's threshold for a tenant, now and next. */
  ThresholdView threshold(String tenant, LadderTerms now, LadderTerms next) {
    double inForce = Threshold.of(policy, Preferences.NONE, now).difficulty();
    double coming = Threshold.of(policy, Preferences.NONE, next).difficulty();
    double shareNow = now.curve().shareAbove(inForce);
    ThinkingPolicy thinking = policy.thinking();
    return new ThresholdView(
        shown(inForce),
        shareNow,
        now.qualityKept(inForce),
        shown(coming),
        now.curve().source(),
        draft(tenant, shareNow, next.curve().shareAbove(coming)),
        thinking == null ? null : (Double) shown(now.thresholdForShare(thinking.lowShare())),
        thinking == null ? null : (Double) shown(now.thresholdForShare(thinking.highShare())));
  }

  /** Beyond 0..1 a threshold means everything or nothing. */
  private static double shown(double threshold) {
    return Math.clamp(threshold, 0.0, 1.0);
  }

  private @Nullable DraftView draft(String tenant, double shareNow, double shareNext) {
    if (policy.mode() != Mode.CASCADE) {
      return null;
    }
    ExpertFleet drafting = ladder == null ? null : ladder.drafting();
    if (drafting == null) {
      return null;
    }
    Double configured = policy.cascade().minLogprob();
    if (configured != null) {
      return new DraftView(drafting.id(), configured, configured, "the policy's threshold");
    }
    DraftSpread spread = drafts.of(tenant, drafting.id(), policy.cascade().quantile());
    return new DraftView(
        drafting.id(),
        spread.inForce().threshold(shareNow),
        spread.next().threshold(shareNext),
        spread.inForce().source());
  }

  /** What other aims would come to. */
  List<AimView> aims(LadderTerms terms) {
    if (ladder == null) {
      return List.of();
    }
    List<AimView> aims = new ArrayList<>(STEPS + 1);
    for (int step = 0; step <= STEPS; step++) {
      double share = (double) step / STEPS;
      double threshold = terms.thresholdForShare(share);
      aims.add(
          new AimView(
              share,
              shown(threshold),
              terms.qualityKept(threshold),
              1_000 * terms.priceAt(threshold)));
    }
    return aims;
  }
}
