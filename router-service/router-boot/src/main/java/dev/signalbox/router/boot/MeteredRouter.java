package dev.signalbox.router.boot;

import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * Counts what another router decides. Every meter is looked up once and kept: a lookup by name and
 * tags costs more than all the counting.
 */
final class MeteredRouter implements Router {
  private final Router router;
  private final MeterRegistry meters;
  private final Timer decisionTime;
  private final ConcurrentHashMap<DecisionKey, Counter> decisions = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<OutcomeKind, Counter> outcomes = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, TenantMeters> tenants = new ConcurrentHashMap<>();

  MeteredRouter(Router router, MeterRegistry meters) {
    this.router = router;
    this.meters = meters;
    this.decisionTime =
        RouterMeter.DECISION_TIME.timer().publishPercentileHistogram().register(meters);
  }

  @Override
  public Mono<RoutingDecision> route(RoutingRequest request) {
    if (request.rehearsal()) {
      return router.route(request); // meters tell where requests went
    }
    return Mono.defer(() -> {
      long begun = System.nanoTime();
      return router
          .route(request)
          .doOnNext(decision -> {
            decisionTime.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            count(request, decision);
          })
          .doOnError(error -> {
            decisionTime.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            if (error instanceof RoutingRefusedException refused) {
              count(refused.refusal());
            }
          });
    });
  }

  @Override
  public Mono<Void> report(RoutingOutcome outcome) {
    return router.report(outcome).doOnSubscribe(subscription -> count(outcome));
  }

  @Override
  public Mono<FleetView> fleet() {
    return router.fleet();
  }

  @Override
  public Mono<RouterView> view() {
    return router.view();
  }

  private void count(RoutingRequest request, RoutingDecision decision) {
    String expert = decision.placements().getFirst().expert();
    decisions
        .computeIfAbsent(new DecisionKey(expert, decision.policy()), this::counter)
        .increment();
    TenantMeters tenant = tenants.computeIfAbsent(request.tenant(), this::tenant);
    tenant.difficulty.record(decision.difficulty());
    tenant.activeParameters.record(decision.activeParameters());
  }

  private Counter counter(DecisionKey key) {
    return RouterMeter.DECISIONS
        .counter()
        .tag("expert", key.expert)
        .tag("policy", key.policy)
        .register(meters);
  }

  private TenantMeters tenant(String id) {
    return new TenantMeters(
        RouterMeter.DIFFICULTY.summary().tag("tenant", id).register(meters),
        RouterMeter.ACTIVE_PARAMETERS.summary().tag("tenant", id).register(meters));
  }

  private void count(RoutingRefusal refusal) {
    String kind =
        switch (refusal) {
          case RoutingRefusal.ModelNotFound notFound -> "model_not_found";
          case RoutingRefusal.Unsupported unsupported -> "unsupported";
          case RoutingRefusal.ContextTooLong tooLong -> "context_too_long";
          case RoutingRefusal.NotAllowed notAllowed -> "not_allowed";
          case RoutingRefusal.NoReplica noReplica -> "no_replica";
        };
    RouterMeter.REFUSALS.counter().tag("kind", kind).register(meters).increment();
  }

  private void count(RoutingOutcome outcome) {
    outcomes.computeIfAbsent(outcome.kind(), this::counter).increment();
  }

  private Counter counter(OutcomeKind kind) {
    return RouterMeter.OUTCOMES
        .counter()
        .tag("outcome", kind.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }

  private record DecisionKey(String expert, String policy) {}

  private record TenantMeters(
      DistributionSummary difficulty, DistributionSummary activeParameters) {}
}
