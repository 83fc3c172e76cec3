package dev.signalbox.gateway.account;

import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Closes the books on an exchange, once, whatever its end. */
public final class Books {
  private final Router router;
  private final GatewayMeters meters;
  private final AccessLog accessLog;

  public Books(Router router, GatewayMeters meters, AccessLog accessLog) {
    this.router = router;
    this.meters = meters;
    this.accessLog = accessLog;
  }

  /**
   * Reports the outcome to the router, counts it and logs it.
   *
   * @return completes empty; never fails. Must be subscribed to exactly once for an exchange
   */
  public Mono<Void> close(Exchange exchange) {
    return Mono.defer(() -> {
      long now = System.nanoTime();
      meters.record(exchange, now);
      accessLog.write(exchange, now);
      if (exchange.decision() == null || exchange.attempts().ended().isEmpty()) {
        return Mono.empty();
      }
      return router.report(outcome(exchange, now)).onErrorComplete();
    });
  }

  private static RoutingOutcome outcome(Exchange exchange, long now) {
    Placement placement = exchange.placement();
    OutcomeKind kind = exchange.outcome();
    return new RoutingOutcome(
        exchange.requestId(),
        exchange.tenant() == null ? "" : exchange.tenant().id(),
        kind == null ? OutcomeKind.REFUSED : kind,
        placement == null ? null : placement.expert(),
        exchange.attempts().ended(),
        tokens(exchange),
        exchange.firstTokenAt() == 0
            ? null
            : Duration.ofNanos(exchange.firstTokenAt() - exchange.receivedAt()),
        Duration.ofNanos(now - exchange.receivedAt()),
        exchange.draft());
  }

  private static Map<String, Tokens> tokens(Exchange exchange) {
    Map<String, Tokens> tokens = new HashMap<>();
    Placement placement = exchange.placement();
    if (placement != null) {
      tokens.put(
          placement.expert(),
          new Tokens(
              exchange.promptTokens(), exchange.cachedTokens(), exchange.completionTokens()));
    }
    for (Exchange.Waste one : exchange.waste()) {
      tokens.merge(one.by().expert(), one.tokens(), Tokens::plus);
    }
    return tokens;
  }
}
