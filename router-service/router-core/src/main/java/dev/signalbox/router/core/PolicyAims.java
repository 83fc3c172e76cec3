package dev.signalbox.router.core;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RouterView.AimView;
import dev.signalbox.router.api.RouterView.DraftView;
import dev.signalbox.router.api.RouterView.PolicyView;
import dev.signalbox.router.api.RouterView.ThresholdView;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.policy.DraftSpread;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.LadderPrice;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.TenantTraffic;
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

  /** A plain request, to say what a price affords: tokens read and written. */
  private static final int TYPICAL_PROMPT = 500;

  private static final int TYPICAL_COMPLETION = 300;

  private final RoutingPolicy policy;
  private final List<List<ExpertFleet>> rungs;
  private final Traffic traffic;
  private final Drafts drafts;
  private final DifficultyScorer scorer;

  PolicyAims(
      RoutingPolicy policy,
      RoutingSnapshot snapshot,
      Traffic traffic,
      Drafts drafts,
      Scorers scorers) {
    PolicyPlan plan = snapshot.plan(policy.id());
    this.policy = policy;
    this.rungs = plan == null ? List.of() : plan.ladder("", 0).rungs();
    this.traffic = traffic;
    this.drafts = drafts;
    this.scorer = scorers.of(EVERYBODY);
  }

  PolicyView view() {
    GainCurve calibrated = GainCurve.of(scorer.version(), scorer.calibration());
    Map<String, ThresholdView> thresholds = new LinkedHashMap<>();
    Map<String, List<AimView>> aims = new LinkedHashMap<>();
    thresholds.put(EVERYBODY, threshold(EVERYBODY, calibrated, calibrated));
    aims.put(EVERYBODY, aims(calibrated));
    traffic.tenants().entrySet().stream()
        .limit(MAX_TENANTS_SHOWN)
        .forEach(tenant -> {
          TenantTraffic own = tenant.getValue();
          thresholds.put(tenant.getKey(), threshold(tenant.getKey(), own.inForce(), own.next()));
          aims.put(tenant.getKey(), aims(own.next()));
        });
    return new PolicyView(policy.id(), policy.objective().words(), policy.mode(), thresholds, aims);
  }

  private ThresholdView threshold(String tenant, GainCurve now, GainCurve next) {
    LadderPrice price = price();
    double inForce = Threshold.of(policy, Preferences.NONE, price, now).difficulty();
    double coming = Threshold.of(policy, Preferences.NONE, price, next).difficulty();
    ThinkingPolicy thinking = policy.thinking();
    return new ThresholdView(
        shown(inForce),
        now.shareAbove(inForce),
        now.qualityKept(inForce),
        shown(coming),
        now.source(),
        draft(tenant, now.shareAbove(inForce), next.shareAbove(coming)),
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
    ExpertFleet drafting =
        rungs.stream()
            .flatMap(List::stream)
            .filter(expert -> expert.capabilities().contains(Capability.LOGPROBS))
            .findFirst()
            .orElse(null);
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

  private List<AimView> aims(GainCurve curve) {
    if (rungs.isEmpty()) {
      return List.of();
    }
    LadderPrice price = price();
    List<AimView> aims = new ArrayList<>(STEPS + 1);
    for (int step = 0; step <= STEPS; step++) {
      double share = (double) step / STEPS;
      double threshold = curve.thresholdForShare(share);
      aims.add(
          new AimView(
              share,
              shown(threshold),
              curve.qualityKept(threshold),
              1_000 * price.at(threshold, curve)));
    }
    return aims;
  }

  private LadderPrice price() {
    return rungs.isEmpty()
        ? LadderPrice.FREE
        : new LadderPrice(
            rungs.stream().mapToDouble(rung -> typicalPrice(rung.getFirst())).toArray());
  }

  private static double typicalPrice(ExpertFleet expert) {
    return expert.expert().price().of(TYPICAL_PROMPT, TYPICAL_COMPLETION);
  }
}
