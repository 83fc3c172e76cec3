package dev.signalbox.router.core;

import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.ShareCredit;
import dev.signalbox.router.core.decide.Decider;
import dev.signalbox.router.core.decide.ExploringPicker;
import dev.signalbox.router.core.decide.Picker;
import dev.signalbox.router.core.decide.filter.AllowanceFilter;
import dev.signalbox.router.core.decide.filter.CapabilityFilter;
import dev.signalbox.router.core.decide.filter.ContextLengthFilter;
import dev.signalbox.router.core.decide.filter.HealthFilter;
import dev.signalbox.router.core.decide.score.LatencyScorer;
import dev.signalbox.router.core.decide.score.PriceScorer;
import dev.signalbox.router.core.decide.score.QualityScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.Pace;
import dev.signalbox.router.core.policy.Drafts;
import dev.signalbox.router.core.policy.ShareBudget;
import dev.signalbox.router.core.policy.Traffic;
import dev.signalbox.router.core.policy.UsualPrices;
import java.util.List;
import java.util.function.DoubleSupplier;
import reactor.core.publisher.Mono;

/**
 * The router in the same process. A decision runs on the subscriber's thread, in microseconds, and
 * reads nothing but what {@link RoutingState} holds. Safe for use by many threads.
 */
public final class LocalRouter implements Router {
  private final RoutingState state;
  private final Scorers scorers;
  private final Pace pace = new Pace();
  private final Traffic traffic = new Traffic();
  private final Drafts drafts = new Drafts();
  private final ShareBudget budget = new ShareBudget();
  private final LadderCurves curves = new LadderCurves();
  private final UsualPrices usual = new UsualPrices();
  private final Ruling ruling;

  /**
   * @param state what the router knows
   * @param scorers judge difficulty and category, by tenant
   * @param chance numbers from 0 up to but not 1, for exploration
   */
  public LocalRouter(RoutingState state, Scorers scorers, DoubleSupplier chance) {
    this.state = state;
    this.scorers = scorers;
    this.ruling =
        new Ruling(
            scorers,
            decider(new ExploringPicker(chance)),
            pace,
            traffic,
            new Thresholds(pace, budget, curves, usual),
            new Cascading(drafts));
  }

  /** The rules that there are, with one who picks. */
  static Decider decider(Picker picker) {
    return new Decider(
        List.of(new AllowanceFilter(), new CapabilityFilter(), new ContextLengthFilter()),
        new HealthFilter(),
        List.of(new QualityScorer(), new PriceScorer(), new LatencyScorer()),
        picker);
  }

  @Override
  public Mono<RoutingDecision> route(RoutingRequest request) {
    return Mono.fromSupplier(() -> ruling.decide(request, state.snapshot()));
  }

  @Override
  public Mono<Void> report(RoutingOutcome outcome) {
    return Mono.fromRunnable(() -> learn(outcome));
  }

  @Override
  public Mono<FleetView> fleet() {
    return Mono.fromSupplier(() -> Views.fleet(state.snapshot()));
  }

  @Override
  public Mono<RouterView> view() {
    return Mono.fromSupplier(
        () -> Views.of(state.snapshot(), traffic, drafts, scorers, curves, usual));
  }

  /**
   * Puts thresholds in force that were shown since the last call, and shows what each tenant's
   * traffic says now. To be called at the interval at which thresholds may move, by a thread that
   * may be held for a millisecond a tenant whose ladders have targets of their own.
   */
  public void refreshThresholds() {
    traffic.refresh();
    drafts.refresh();
    curves.prepare(state.snapshot(), traffic);
  }

  private void learn(RoutingOutcome outcome) {
    for (RoutingOutcome.Attempt attempt : outcome.attempts()) {
      state.ended(attempt.replica());
      if (attempt.kind() == AttemptKind.CONNECT_FAILED) {
        state.suspect(attempt.replica());
      }
    }
    pace.learn(outcome);
    drafts.learn(outcome);
    settle(outcome);
  }

  private void settle(RoutingOutcome outcome) {
    String answered = outcome.expert();
    RoutingOutcome.Draft draft = outcome.draft();
    if (draft != null && draft.credit() != null) {
      boolean followed = !draft.verdict().delivered() && answered != null;
      DraftRule.Credit credit = draft.credit();
      settle(outcome, draft.policy(), credit.account(), credit.spent(), followed);
    }
    ShareCredit credit = outcome.credit();
    if (credit != null) {
      boolean costs = answered != null && credit.experts().contains(answered);
      settle(outcome, credit.policy(), credit.account(), credit.spent(), costs);
    }
  }

  /** Pays back what did not come, and lets pay who stood in for whom the policy chose. */
  private void settle(
      RoutingOutcome outcome, String policy, int account, boolean spent, boolean costs) {
    if (spent && !costs) {
      budget.refund(outcome.tenant(), policy, account);
    } else if (!spent && costs) {
      budget.spend(outcome.tenant(), policy, account);
    }
  }
}
