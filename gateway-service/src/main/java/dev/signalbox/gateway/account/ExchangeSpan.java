package dev.signalbox.gateway.account;

import dev.signalbox.gateway.inference.Consumption;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.gateway.sse.FinishReason;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.gateway.trace.SpanAttribute;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import java.util.Locale;

/** What a request's span tells of an exchange: names and numbers, as the access log has them. */
final class ExchangeSpan {
  private static final int OK = 200;
  private static final int OURS = 500;
  private static final double NANOS = 1e9;

  private ExchangeSpan() {}

  /** Ends the span of an exchange that has ended. */
  static void end(Exchange exchange) {
    RequestTrace span = exchange.trace();
    if (span.recording()) {
      ending(exchange, span);
      decision(exchange, span);
      answer(exchange, span);
    }
    span.end(failed(exchange));
  }

  /** A status says whose fault it is; what was refused after a 200 broke off in mid-stream. */
  private static boolean failed(Exchange exchange) {
    return exchange.status() >= OURS || (exchange.status() == OK && exchange.refusalCode() != null);
  }

  private static void ending(Exchange exchange, RequestTrace span) {
    span.put(SpanAttribute.REQUEST_ID, exchange.requestId());
    if (exchange.tenant() != null) {
      span.put(SpanAttribute.TENANT, exchange.tenant().id());
    }
    OutcomeKind outcome = exchange.outcome();
    span.put(SpanAttribute.OUTCOME, lower(outcome == null ? OutcomeKind.REFUSED : outcome));
    if (exchange.status() != 0) {
      span.put(SpanAttribute.HTTP_STATUS, exchange.status());
    }
    if (exchange.refusalCode() != null) {
      span.put(SpanAttribute.ERROR_TYPE, exchange.refusalCode());
    }
  }

  private static void decision(Exchange exchange, RequestTrace span) {
    RequestFacts facts = exchange.facts();
    RoutingDecision decision = exchange.decision();
    if (facts == null || decision == null) {
      return;
    }
    // only now: what the router did not know is a client's text, and no name of a span
    span.model(facts.model());
    span.put(SpanAttribute.STREAM, facts.stream());
    span.put(SpanAttribute.MODE, decision.mode().wireName());
    span.put(SpanAttribute.POLICY, decision.policy());
    span.put(SpanAttribute.ARM, decision.arm());
    span.put(SpanAttribute.REVISION, decision.revision());
    span.put(SpanAttribute.DIFFICULTY, decision.difficulty());
    span.put(SpanAttribute.P_GOOD_ENOUGH, decision.pGoodEnough());
    span.put(SpanAttribute.CATEGORY, decision.category());
    span.put(SpanAttribute.ATTEMPTS, exchange.attempts().count());
    if (exchange.draft() != null) {
      span.put(SpanAttribute.VERDICT, lower(exchange.draft().verdict()));
      span.put(SpanAttribute.WASTED_TOKENS, exchange.consumption().wastedTokens());
    }
  }

  private static void answer(Exchange exchange, RequestTrace span) {
    Placement placement = exchange.placement();
    if (placement == null) {
      return;
    }
    span.put(SpanAttribute.EXPERT, placement.expert());
    span.put(SpanAttribute.REPLICA, placement.replica());
    span.put(SpanAttribute.RESPONSE_MODEL, placement.expert());
    if (exchange.firstTokenAt() == 0) {
      return;
    }
    Consumption consumption = exchange.consumption();
    if (!consumption.finishReasons().isEmpty()) {
      span.put(
          SpanAttribute.FINISH_REASONS,
          consumption.finishReasons().stream().map(FinishReason::wireName).toList());
    }
    span.put(SpanAttribute.INPUT_TOKENS, consumption.answer().prompt());
    span.put(SpanAttribute.CACHED_TOKENS, consumption.answer().cached());
    span.put(SpanAttribute.OUTPUT_TOKENS, consumption.answer().completion());
    if (exchange.facts() != null && exchange.facts().stream()) {
      span.put(
          SpanAttribute.TIME_TO_FIRST_CHUNK,
          (exchange.firstTokenAt() - exchange.receivedAt()) / NANOS);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
