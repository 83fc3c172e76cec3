package dev.signalbox.gateway.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.gateway.account.Books;
import dev.signalbox.gateway.drain.UnderWay;
import dev.signalbox.gateway.inference.Answer;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.inference.Inference;
import dev.signalbox.gateway.inference.TokenCounting;
import dev.signalbox.gateway.loop.StartQueue;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.trace.Traces;
import dev.signalbox.router.api.OutcomeKind;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers one request of the data plane, and closes its books however it ends. */
final class InferenceHandler {
  private final Intake intake;
  private final Inference inference;
  private final TokenCounting counting;
  private final Books books;
  private final Traces traces;
  private final UnderWay underWay;

  InferenceHandler(
      Intake intake,
      Inference inference,
      TokenCounting counting,
      Books books,
      Traces traces,
      UnderWay underWay) {
    this.intake = intake;
    this.inference = inference;
    this.counting = counting;
    this.books = books;
    this.traces = traces;
    this.underWay = underWay;
  }

  Mono<Void> handle(Endpoint endpoint, HttpServerRequest request, HttpServerResponse response) {
    String id = RequestIds.of(request.requestHeaders().get(Responses.REQUEST_ID));
    Exchange exchange =
        new Exchange(
            id,
            endpoint,
            System.nanoTime(),
            () -> Responses.hangUp(response),
            TraceContext.begin(traces, endpoint, request));
    return Mono.usingWhen(
        Mono.just(exchange),
        open ->
            underWay
                .let(
                    StartQueue.on(
                        Intake.loop(request),
                        answer(open, request, response),
                        () -> Responses.hangUp(response)),
                    Intake.loop(request),
                    open::stop)
                .onErrorResume(error -> Responses.refuse(open, error, response)),
        this::close,
        (open, error) -> closeGone(open),
        this::closeGone);
  }

  private Mono<Void> answer(
      Exchange exchange, HttpServerRequest request, HttpServerResponse response) {
    return Mono.defer(() -> intake.take(exchange, request))
        .flatMap(taken ->
            exchange.endpoint() == Endpoint.COUNT_TOKENS
                ? count(exchange, taken, response)
                : generate(exchange, taken, response));
  }

  private Mono<Void> generate(Exchange exchange, Intake.Taken taken, HttpServerResponse response) {
    return inference.answer(
        exchange,
        taken.tenant(),
        taken.body(),
        taken.headers(),
        taken.loop(),
        answer -> Responses.send(exchange, answer, response));
  }

  private Mono<Void> count(Exchange exchange, Intake.Taken taken, HttpServerResponse response) {
    return counting
        .count(exchange, taken.tenant(), taken.body(), taken.headers(), taken.loop())
        .map(tokens -> Unpooled.copiedBuffer("{\"input_tokens\":" + tokens + "}", US_ASCII))
        .flatMap(json -> Responses.send(exchange, new Answer.Whole(json), response))
        .doOnSuccess(sent -> exchange.outcome(OutcomeKind.COMPLETED));
  }

  /** A 200 whose end nobody noted was cut short by the client. */
  private Mono<Void> close(Exchange exchange) {
    exchange.letGoOfBody();
    if (exchange.status() == 200) {
      exchange.outcome(OutcomeKind.CLIENT_CLOSED);
    }
    return books.close(exchange);
  }

  private Mono<Void> closeGone(Exchange exchange) {
    exchange.letGoOfBody();
    exchange.outcome(OutcomeKind.CLIENT_CLOSED);
    return books.close(exchange);
  }
}
