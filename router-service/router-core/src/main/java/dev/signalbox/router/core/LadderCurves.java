package dev.signalbox.router.core;

import dev.signalbox.router.core.decide.Prospects;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.RatedGains;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.LadderCurve;
import dev.signalbox.router.core.policy.TenantTraffic;
import dev.signalbox.router.core.policy.Traffic;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The curves of ladders, each made once for a spread of requests: it takes about a millisecond.
 * {@link #prepare} makes what the next decisions read before they ask. Safe for use by many
 * threads.
 */
final class LadderCurves {
  private static final int MAX_KEYS = 10_000;

  private final ConcurrentHashMap<Key, Optional<LadderCurve>> made = new ConcurrentHashMap<>();

  /** Spreads and rated requests are told apart by identity. */
  private record Key(GainCurve requests, RatedGains rated, List<String> rungs, List<Double> costs) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && requests == key.requests
          && rated == key.rated
          && rungs.equals(key.rungs)
          && costs.equals(key.costs);
    }

    @Override
    public int hashCode() {
      int identities = System.identityHashCode(requests) * 31 + System.identityHashCode(rated);
      return identities * 31 + rungs.hashCode();
    }
  }

  /**
   * The curve of a ladder; null where not every rung has a target of its own that is known well.
   */
  @Nullable LadderCurve of(PolicyPlan.Ladder ladder, Calibration calibration, GainCurve requests) {
    Key key = key(ladder, calibration, requests);
    GainScale scale = calibration.scale();
    if (key == null || scale == null) {
      return null;
    }
    if (made.size() > MAX_KEYS) {
      made.clear();
    }
    Optional<LadderCurve> known = made.get(key);
    return (known != null ? known : made.computeIfAbsent(key, absent -> made(absent, scale)))
        .orElse(null);
  }

  /** Makes the curves of all ladders and tenants, now and next, and forgets all others. */
  void prepare(RoutingSnapshot snapshot, Traffic traffic) {
    Set<Key> wanted = new HashSet<>();
    for (TenantTraffic tenant : traffic.tenants().values()) {
      Calibration calibration = tenant.scorer().calibration();
      if (calibration.rated() == null) {
        continue;
      }
      for (String policy : snapshot.config().policies().keySet()) {
        PolicyPlan plan = snapshot.plan(policy);
        for (PolicyPlan.Ladder ladder :
            plan == null ? List.<PolicyPlan.Ladder>of() : plan.ladders()) {
          for (GainCurve requests : List.of(tenant.inForce(), tenant.next())) {
            Key key = key(ladder, calibration, requests);
            if (key != null) {
              wanted.add(key);
              of(ladder, calibration, requests);
            }
          }
        }
      }
    }
    made.keySet().retainAll(wanted);
  }

  private static Optional<LadderCurve> made(Key key, GainScale scale) {
    double[] costs = key.costs().stream().mapToDouble(Double::doubleValue).toArray();
    return Optional.ofNullable(
        LadderCurve.of(key.rated(), key.rungs(), costs, scale, key.requests()));
  }

  private static @Nullable Key key(
      PolicyPlan.Ladder ladder, Calibration calibration, GainCurve requests) {
    RatedGains rated = calibration.rated();
    if (rated == null || ladder.rungs().size() < 3) {
      return null;
    }
    Set<String> known = new HashSet<>(rated.names());
    known.add("small");
    List<String> rungs = Prospects.names(ladder.rungs(), ladder.references(), known);
    return rungs.isEmpty() ? null : new Key(requests, rated, rungs, costs(ladder.typicalPrices()));
  }

  /** What each rung costs, 0 as the first .. 1 as the last, as {@link Prospects} has it. */
  private static List<Double> costs(double[] prices) {
    int last = prices.length - 1;
    Double[] costs = new Double[prices.length];
    for (int rung = 0; rung <= last; rung++) {
      costs[rung] = Prospects.cost(prices[rung], prices[0], prices[last], rung, last);
    }
    return Arrays.asList(costs);
  }
}
