package dev.signalbox.router.boot;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import reactor.core.publisher.Mono;

/** Counts what another router decides. */
final class MeteredRouter implements Router {
  private final Router router;
  private final MeterRegistry meters;
  private final Timer decisionTime;

  MeteredRouter(Router router, MeterRegistry meters) {
    this.router = router;
    this.meters = meters;
    this.decisionTime =
        Timer.builder(RouterMeter.DECISION_TIME.meterName())
            .description("Time that a decision took")
            .publishPercentileHistogram()
            .register(meters);
  }

  @Override
  public Mono<RoutingDecision> route(RoutingRequest request) {
    return Mono.defer(() -> {
      Timer.Sample sample = Timer.start(meters);
      return router
          .route(request)
          .doOnNext(decision -> count(request, decision))
          .doOnError(RoutingRefusedException.class, refused -> count(refused.refusal()))
          .doOnTerminate(() -> sample.stop(decisionTime));
    });
  }

  @Override
  public Mono<Void> report(RoutingOutcome outcome) {
    return router.report(outcome).doOnSubscribe(subscription -> count(outcome));
  }

  @Override
  public Mono<RouterView> view() {
    return router.view();
  }

  private void count(RoutingRequest request, RoutingDecision decision) {
    String expert = decision.placements().getFirst().expert();
    meters
        .counter(RouterMeter.DECISIONS.meterName(), "expert", expert, "policy", decision.policy())
        .increment();
    meters
        .summary(RouterMeter.DIFFICULTY.meterName(), "tenant", request.tenant())
        .record(decision.difficulty());
    meters
        .summary(RouterMeter.ACTIVE_PARAMETERS.meterName(), "tenant", request.tenant())
        .record(decision.activeParameters());
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
    meters.counter(RouterMeter.REFUSALS.meterName(), "kind", kind).increment();
  }

  private void count(RoutingOutcome outcome) {
    String kind = outcome.kind().name().toLowerCase(Locale.ROOT);
    meters.counter(RouterMeter.OUTCOMES.meterName(), "outcome", kind).increment();
  }
}
