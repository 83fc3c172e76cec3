package dev.signalbox.gateway.account;

import dev.signalbox.gateway.feedback.Answered;
import dev.signalbox.gateway.feedback.Circumstances;
import dev.signalbox.gateway.feedback.RecentAnswers;
import dev.signalbox.gateway.inference.Consumption;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Closes the books on an exchange, once, whatever its end. */
public final class Books {
  /** What people judge: neither vectors nor counts. */
  private static final Set<Endpoint> RATED =
      EnumSet.of(Endpoint.CHAT, Endpoint.COMPLETIONS, Endpoint.RESPONSES, Endpoint.MESSAGES);

  /** What was only rehearsed: the router began nothing that could end. */
  private static final Set<Endpoint> REHEARSED = EnumSet.of(Endpoint.COUNT_TOKENS);

  private final Router router;
  private final GatewayMeters meters;
  private final AccessLog accessLog;
  private final @Nullable RecentAnswers recent;

  /**
   * @param recent remembers answers that may be rated; null where ratings are not taken
   */
  public Books(
      Router router, GatewayMeters meters, AccessLog accessLog, @Nullable RecentAnswers recent) {
    this.router = router;
    this.meters = meters;
    this.accessLog = accessLog;
    this.recent = recent;
  }

  /**
   * Reports the outcome to the router, counts it, logs it and ends its span. What was only
   * rehearsed is not reported, nor what nobody was asked for, unless it was paid for.
   *
   * @return completes empty; never fails. Must be subscribed to exactly once for an exchange
   */
  public Mono<Void> close(Exchange exchange) {
    return Mono.defer(() -> {
      long now = System.nanoTime();
      exchange.trace().during(() -> meters.record(exchange, now));
      accessLog.write(exchange, now);
      ExchangeSpan.end(exchange);
      remember(exchange);
      RoutingDecision decision = exchange.decision();
      if (decision == null
          || REHEARSED.contains(exchange.endpoint())
          || !(isTried(exchange) || isPaid(decision))) {
        return Mono.empty();
      }
      return router.report(outcome(exchange, now)).onErrorComplete();
    });
  }

  private static boolean isTried(Exchange exchange) {
    return !exchange.attempts().ended().isEmpty() || exchange.draft() != null;
  }

  /** Whether the answer was paid for: the router gives that back if it hears that none came. */
  private static boolean isPaid(RoutingDecision decision) {
    return decision.credit() != null && decision.credit().spent();
  }

  private void remember(Exchange exchange) {
    RoutingDecision decision = exchange.decision();
    Placement placement = exchange.placement();
    RequestFacts facts = exchange.facts();
    if (recent == null
        || facts == null
        || decision == null
        || placement == null
        || exchange.tenant() == null
        || !RATED.contains(exchange.endpoint())
        || exchange.outcome() != OutcomeKind.COMPLETED) {
      return;
    }
    recent.remember(
        new Answered(
            exchange.tenant().id(),
            exchange.requestId(),
            placement.expert(),
            decision.policy(),
            decision.category(),
            decision.difficulty(),
            decision.propensity(),
            new Circumstances(
                decision.mode(),
                decision.placements().getFirst().expert(),
                decision.categoryConfidence(),
                decision.expectedScores(),
                decision.router(),
                facts.model(),
                facts.needs(),
                facts.promptTokens(),
                facts.maxTokens(),
                facts.preferences().maxLargeShare(),
                facts.preferences().quality(),
                exchange.clientThinking(),
                exchange.consumption().answer()),
            exchange.keptPrompt()));
  }

  private static RoutingOutcome outcome(Exchange exchange, long now) {
    Placement placement = exchange.placement();
    OutcomeKind kind = exchange.outcome();
    RoutingDecision decision = exchange.decision();
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
        Duration.ofNanos(end(exchange, now) - exchange.receivedAt()),
        exchange.draft(),
        decision == null ? null : decision.credit());
  }

  /** An answer in one piece is made when it is there; how fast the client takes it is its own. */
  private static long end(Exchange exchange, long now) {
    RequestFacts facts = exchange.facts();
    boolean whole = facts != null && !facts.stream() && exchange.firstTokenAt() != 0;
    return whole ? exchange.firstTokenAt() : now;
  }

  private static Map<String, Tokens> tokens(Exchange exchange) {
    Map<String, Tokens> tokens = new HashMap<>();
    Placement placement = exchange.placement();
    if (placement != null) {
      tokens.put(placement.expert(), exchange.consumption().answer());
    }
    for (Consumption.Waste one : exchange.consumption().waste()) {
      tokens.merge(one.by().expert(), one.tokens(), Tokens::plus);
    }
    return tokens;
  }
}
