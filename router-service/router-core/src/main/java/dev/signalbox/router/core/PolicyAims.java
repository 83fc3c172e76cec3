package dev.signalbox.router.core;

import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RouterView.AimView;
import dev.signalbox.router.api.RouterView.DraftView;
import dev.signalbox.router.api.RouterView.PolicyView;
import dev.signalbox.router.api.RouterView.ThresholdView;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.policy.DraftSpread;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.LadderPrice;
import dev.signalbox.router.core.policy.LadderTerms;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ThinkingPolicy;
import dev.signalbox.router.core.policy.Threshold;
import dev.signalbox.router.core.policy.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what one policy's aim comes to for each tenant now, and what other aims would. */
final class PolicyAims {
  private static final String EVERYBODY = "*";
  private static final int MAX_TENANTS_SHOWN = 100;

  /** Aims are shown in steps of this share. */
  private static final int STEPS = 10;

  private final RoutingPolicy policy;
  private final PolicyPlan.@Nullable Ladder ladder;
  private final LadderPrice price;
  private final Traffic traffic;
  private final Drafts drafts;
  private final DifficultyScorer scorer;
  private final LadderCurves curves;

  PolicyAims(
      RoutingPolicy policy,
      RoutingSnapshot snapshot,
      Traffic traffic,
      Drafts drafts,
      Scorers scorers,
      LadderCurves curves) {
    PolicyPlan plan = snapshot.plan(policy.id());
    this.policy = policy;
    PolicyPlan.Ladder generalist = plan == null ? null : plan.ladder("", 0);
    this.ladder = generalist == null || generalist.rungs().isEmpty() ? null : generalist;
    this.price =
        plan == null || ladder == null
            ? LadderPrice.FREE
            : plan.price(ladder, policy.mode() == Mode.CASCADE, PolicyPlan.Ladder::typicalPrice);
    this.traffic = traffic;
    this.drafts = drafts;
    this.scorer = scorers.of(EVERYBODY);
    this.curves = curves;
  }

  PolicyView view() {
    Calibration calibration = scorer.calibration();
    LadderTerms calibrated = terms(calibration, GainCurve.of(scorer.version(), calibration));
    Map<String, ThresholdView> thresholds = new LinkedHashMap<>();
    Map<String, List<AimView>> aims = new LinkedHashMap<>();
    thresholds.put(EVERYBODY, threshold(EVERYBODY, calibrated, calibrated));
    aims.put(EVERYBODY, aims(calibrated));
    traffic.tenants().entrySet().stream()
        .limit(MAX_TENANTS_SHOWN)
        .forEach(tenant -> {
          Calibration own = tenant.getValue().scorer().calibration();
          LadderTerms now = terms(own, tenant.getValue().inForce());
          LadderTerms next = terms(own, tenant.getValue().next());
          thresholds.put(tenant.getKey(), threshold(tenant.getKey(), now, next));
          aims.put(tenant.getKey(), aims(next));
        });
    return new PolicyView(policy.id(), policy.objective().words(), policy.mode(), thresholds, aims);
  }

  private LadderTerms terms(Calibration calibration, GainCurve curve) {
    return new LadderTerms(
        curve, price, ladder == null ? null : curves.of(ladder, calibration, curve));
  }

  private ThresholdView threshold(String tenant, LadderTerms now, LadderTerms next) {
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

  private List<AimView> aims(LadderTerms terms) {
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
