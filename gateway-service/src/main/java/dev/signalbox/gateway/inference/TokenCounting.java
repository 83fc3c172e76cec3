package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.admission.Admission;
import dev.signalbox.gateway.admission.Reservation;
import dev.signalbox.gateway.dispatch.TokenCounter;
import dev.signalbox.gateway.dispatch.UpstreamHeaders;
import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.tenant.Tenant;
import io.netty.util.concurrent.EventExecutor;
import reactor.core.publisher.Mono;

/** Counts the tokens of a prompt for the expert that would answer it; nothing is generated. */
public final class TokenCounting {
  private final Admission admission;
  private final Inference inference;
  private final TokenCounter counter;

  public TokenCounting(Admission admission, Inference inference, TokenCounter counter) {
    this.admission = admission;
    this.inference = inference;
    this.counter = counter;
  }

  /**
   * Counts.
   *
   * @param exchange what is known of the request; filled in on the way
   * @return the number of tokens. Errors with {@link RefusedException}. Cancelling closes the
   *     upstream
   */
  public Mono<Long> count(
      Exchange exchange,
      Tenant tenant,
      RequestBody body,
      UpstreamHeaders headers,
      EventExecutor loop) {
    return Mono.usingWhen(
        admission.reserve(tenant, body.facts().promptTokens(), 0),
        reservation -> ask(exchange, tenant, body, headers, loop),
        TokenCounting::settle,
        (reservation, error) -> settle(reservation),
        TokenCounting::settle);
  }

  private Mono<Long> ask(
      Exchange exchange,
      Tenant tenant,
      RequestBody body,
      UpstreamHeaders headers,
      EventExecutor loop) {
    if (body.facts().attachments() > 0) {
      return Mono.error(
          new RefusedException(
              new BadRequest(
                  "unsupported_feature",
                  "messages: what images take is known once they are read (expected: text)",
                  "messages")));
    }
    return inference
        .rehearse(exchange, tenant, body.facts(), headers)
        .flatMap(decision ->
            Inference.on(
                loop,
                () ->
                    counter.count(decision.placements(), body, headers, exchange.attempts(), loop)))
        .doOnNext(counted -> exchange.begun(counted.placement(), 0))
        .map(TokenCounter.Counted::tokens);
  }

  private static Mono<Void> settle(Reservation reservation) {
    return reservation.settle(0, 0);
  }
}
