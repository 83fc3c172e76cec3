package dev.signalbox.router.core;

import dev.signalbox.router.api.RouterView.AimView;
import dev.signalbox.router.api.RouterView.PolicyView;
import dev.signalbox.router.api.RouterView.ThresholdView;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Traffic;
import dev.signalbox.router.core.policy.UsualPrices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows what one policy's aim comes to for each tenant now, and what other aims would. */
final class PolicyAims {
  private static final String EVERYBODY = "*";
  private static final int MAX_TENANTS_SHOWN = 100;

  private final RoutingPolicy policy;
  private final LadderAims generalist;
  private final Map<String, LadderAims> categories = new TreeMap<>();
  private final Traffic traffic;
  private final DifficultyScorer scorer;

  PolicyAims(
      RoutingPolicy policy,
      RoutingSnapshot snapshot,
      Traffic traffic,
      Drafts drafts,
      Scorers scorers,
      LadderCurves curves,
      UsualPrices usual) {
    PolicyPlan plan = snapshot.plan(policy.id());
    this.policy = policy;
    this.generalist =
        new LadderAims(
            policy, plan, plan == null ? null : plan.ladder("", 0), drafts, curves, usual);
    if (plan != null) {
      for (String category : policy.categories().keySet()) {
        PolicyPlan.Ladder ladder = plan.ladder(category, 1);
        if (ladder.rungs().size() > 1) {
          categories.put(category, new LadderAims(policy, plan, ladder, drafts, curves, usual));
        }
      }
    }
    this.traffic = traffic;
    this.scorer = scorers.of(EVERYBODY);
  }

  PolicyView view() {
    Calibration calibration = scorer.calibration();
    GainCurve curve = GainCurve.of(scorer.version(), calibration);
    Map<String, ThresholdView> thresholds = new LinkedHashMap<>();
    Map<String, List<AimView>> aims = new LinkedHashMap<>();
    Map<String, Map<String, ThresholdView>> byCategory = new LinkedHashMap<>();
    show(EVERYBODY, calibration, curve, curve, thresholds, aims, byCategory);
    traffic.tenants().entrySet().stream()
        .limit(MAX_TENANTS_SHOWN)
        .forEach(tenant ->
            show(
                tenant.getKey(),
                tenant.getValue().scorer().calibration(),
                tenant.getValue().inForce(),
                tenant.getValue().next(),
                thresholds,
                aims,
                byCategory));
    return new PolicyView(
        policy.id(), policy.objective().words(), policy.mode(), thresholds, aims, byCategory);
  }

  private void show(
      String tenant,
      Calibration calibration,
      GainCurve inForce,
      GainCurve next,
      Map<String, ThresholdView> thresholds,
      Map<String, List<AimView>> aims,
      Map<String, Map<String, ThresholdView>> byCategory) {
    thresholds.put(tenant, threshold(generalist, tenant, calibration, inForce, next));
    aims.put(tenant, generalist.aims(generalist.terms(tenant, calibration, next)));
    categories.forEach((category, ladder) ->
        byCategory
            .computeIfAbsent(category, absent -> new LinkedHashMap<>())
            .put(tenant, threshold(ladder, tenant, calibration, inForce, next)));
  }

  private static ThresholdView threshold(
      LadderAims ladder,
      String tenant,
      Calibration calibration,
      GainCurve inForce,
      GainCurve next) {
    return ladder.threshold(
        tenant,
        ladder.terms(tenant, calibration, inForce),
        ladder.terms(tenant, calibration, next));
  }
}
