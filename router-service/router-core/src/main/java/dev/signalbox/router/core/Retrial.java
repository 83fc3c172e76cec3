package dev.signalbox.router.core;

import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.decide.ExploringPicker;
import dev.signalbox.router.core.decide.PlacePicker;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.Pace;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.ShareBudget;
import dev.signalbox.router.core.policy.Traffic;
import dev.signalbox.router.core.policy.UsualPrices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests anew that were answered long ago, by the rules of {@link LocalRouter}, and tells
 * of each with which probability every expert would get it. First all are {@linkplain #witness
 * witnessed}, then {@linkplain #settle settled}, then each is {@linkplain #odds decided} in the
 * order in which they came, since each leaves its mark on the budgets of shares. For one thread.
 */
public final class Retrial {
  /** Probabilities that add up to this much are all of them. */
  private static final double ALL = 1 - 1e-9;

  private final RoutingState state;
  private final Scorers scorers;
  private final PlacePicker places = new PlacePicker();
  private final Pace pace = new Pace();
  private final Traffic traffic = new Traffic();
  private final Drafts drafts = new Drafts();
  private final LadderCurves curves = new LadderCurves();
  private final UsualPrices usual = new UsualPrices();
  private final Ruling weighing;
  private final Ruling deciding;
  private final Map<String, List<Double>> difficulties = new HashMap<>();

  /**
   * @param state what the router knows; whoever is not ready gets no request
   * @param scorers tell the difficulty that is known
   * @param chance numbers from 0 up to but not 1; whom exploration takes counts against budgets
   */
  public Retrial(RoutingState state, Scorers scorers, DoubleSupplier chance) {
    this.state = state;
    this.scorers = scorers;
    Thresholds thresholds = new Thresholds(pace, new ShareBudget(), curves, usual);
    Cascading cascading = new Cascading(drafts);
    this.weighing =
        new Ruling(scorers, LocalRouter.decider(places), pace, traffic, thresholds, cascading);
    this.deciding =
        new Ruling(
            scorers,
            LocalRouter.decider(new ExploringPicker(chance)),
            pace,
            traffic,
            thresholds,
            cascading);
  }

  /**
   * Takes note of a request and of how it went.
   *
   * @param outcome teaches how fast and how wordy the expert is; null if that is not known
   */
  public void witness(RoutingRequest request, @Nullable RoutingOutcome outcome) {
    if (request.model().equals(Catalog.AUTO)) {
      difficulties
          .computeIfAbsent(request.tenant(), tenant -> new ArrayList<>())
          .add(scorers.of(request.tenant()).assess(request).difficulty());
    }
    if (outcome != null) {
      pace.learn(outcome);
    }
  }

  /** Puts thresholds in force that come from the requests witnessed so far. */
  public void settle() {
    difficulties.forEach((tenant, all) -> {
      DifficultyScorer scorer = scorers.of(tenant);
      traffic.settle(tenant, scorer, all.stream().mapToDouble(Double::doubleValue).toArray());
    });
  }

  /**
   * Every expert that would get a request, with its probability: the policy's choice first, then
   * whom it explores. They add up to 1.
   *
   * @throws RoutingRefusedException if the request would be refused
   */
  public Map<String, Double> odds(RoutingRequest request) {
    try {
      return weighed(request);
    } finally {
      // a request that is refused earns its share of budgets as well
      note(request);
    }
  }

  private Map<String, Double> weighed(RoutingRequest request) {
    RoutingSnapshot snapshot = state.snapshot();
    RoutingRequest rehearsal = request.rehearsed();
    Map<String, Double> odds = new LinkedHashMap<>();
    double sum = 0;
    for (int place = 0; sum < ALL; place++) {
      places.take(place);
      RoutingDecision decision = weighing.decide(rehearsal, snapshot);
      odds.merge(decision.placements().getFirst().expert(), decision.propensity(), Double::sum);
      sum += decision.propensity();
    }
    return odds;
  }

  private void note(RoutingRequest request) {
    try {
      RoutingDecision made = deciding.decide(request, state.snapshot());
      state.ended(made.placements().getFirst().replica());
    } catch (RoutingRefusedException refused) {
      // told by whoever asked for the odds
    }
  }

  /** What policies come to by the requests witnessed, as a running router shows it. */
  public RouterView view() {
    return Views.of(state.snapshot(), traffic, drafts, scorers, curves, usual);
  }
}
