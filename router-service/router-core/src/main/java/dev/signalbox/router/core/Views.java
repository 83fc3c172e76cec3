package dev.signalbox.router.core;

import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RouterView.ExpertView;
import dev.signalbox.router.api.RouterView.PolicyView;
import dev.signalbox.router.api.RouterView.ReplicaView;
import dev.signalbox.router.api.RouterView.ThresholdView;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.Replica;
import dev.signalbox.router.core.policy.Affordable;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.TenantTraffic;
import dev.signalbox.router.core.policy.Threshold;
import dev.signalbox.router.core.policy.Traffic;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what the router knows. */
final class Views {
  private static final String EVERYBODY = "*";
  private static final int MAX_TENANTS_SHOWN = 100;

  /** A plain request, to say what a price affords: tokens read and written. */
  private static final int TYPICAL_PROMPT = 500;

  private static final int TYPICAL_COMPLETION = 300;

  private Views() {}

  static RouterView of(RoutingSnapshot snapshot, Traffic traffic, Scorers scorers) {
    return new RouterView(
        snapshot.config().revision(),
        snapshot.fleet().ready(),
        snapshot.fleet().catalog().tiers(),
        snapshot.fleet().experts().stream().map(Views::expert).toList(),
        snapshot.config().policies().values().stream()
            .sorted(Comparator.comparing(RoutingPolicy::id))
            .map(policy -> policy(policy, snapshot, traffic, scorers))
            .toList());
  }

  private static ExpertView expert(ExpertFleet fleet) {
    return new ExpertView(
        fleet.id(),
        fleet.expert().tiers(),
        fleet.capabilities(),
        fleet.contextLength(),
        fleet.activeParameters(),
        fleet.replicas().stream().map(Views::replica).toList());
  }

  private static ReplicaView replica(Replica replica) {
    return new ReplicaView(
        replica.identity().id(),
        replica.status().state(),
        replica.status().running(),
        replica.status().waiting());
  }

  private static PolicyView policy(
      RoutingPolicy policy, RoutingSnapshot snapshot, Traffic traffic, Scorers scorers) {
    double affordable = affordableShare(policy, snapshot);
    DifficultyScorer scorer = scorers.of(EVERYBODY);
    GainCurve calibrated = GainCurve.of(scorer.version(), scorer.calibration());
    Map<String, ThresholdView> thresholds = new LinkedHashMap<>();
    thresholds.put(EVERYBODY, threshold(policy, affordable, calibrated, calibrated));
    List<Map.Entry<String, TenantTraffic>> tenants =
        traffic.tenants().entrySet().stream().limit(MAX_TENANTS_SHOWN).toList();
    for (Map.Entry<String, TenantTraffic> tenant : tenants) {
      thresholds.put(
          tenant.getKey(),
          threshold(policy, affordable, tenant.getValue().inForce(), tenant.getValue().next()));
    }
    return new PolicyView(policy.id(), policy.objective().words(), thresholds);
  }

  private static ThresholdView threshold(
      RoutingPolicy policy, double affordable, GainCurve now, GainCurve next) {
    double inForce = Threshold.of(policy, Preferences.NONE, affordable, now).difficulty();
    double coming = Threshold.of(policy, Preferences.NONE, affordable, next).difficulty();
    return new ThresholdView(
        Math.clamp(inForce, 0.0, 1.0),
        now.shareAbove(inForce),
        now.qualityKept(inForce),
        Math.clamp(coming, 0.0, 1.0),
        now.source());
  }

  private static double affordableShare(RoutingPolicy policy, RoutingSnapshot snapshot) {
    PolicyPlan plan = snapshot.plan(policy.id());
    if (plan == null || !(policy.objective() instanceof Objective.MaxPrice most)) {
      return 1;
    }
    List<List<ExpertFleet>> rungs = plan.ladder("", 0).rungs();
    if (rungs.isEmpty()) {
      return 1;
    }
    return Affordable.share(
        most.price(),
        typicalPrice(rungs.getFirst().getFirst()),
        typicalPrice(rungs.getLast().getFirst()));
  }

  private static double typicalPrice(ExpertFleet expert) {
    return expert.expert().price().of(TYPICAL_PROMPT, TYPICAL_COMPLETION);
  }
}
