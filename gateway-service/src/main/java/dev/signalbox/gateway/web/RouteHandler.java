package dev.signalbox.gateway.web;

import dev.signalbox.gateway.account.SideBooks;
import dev.signalbox.gateway.account.SideExchange;
import dev.signalbox.gateway.drain.UnderWay;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.inference.Inference;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.Thinking;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says where a request would go, and why, without sending it. The body is that of a chat or of a
 * completion. The answer names experts and replicas, never an address or a credential.
 */
final class RouteHandler {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Intake intake;
  private final Inference inference;
  private final SideBooks books;
  private final UnderWay underWay;

  RouteHandler(Intake intake, Inference inference, SideBooks books, UnderWay underWay) {
    this.intake = intake;
    this.inference = inference;
    this.books = books;
    this.underWay = underWay;
  }

  Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    String id = RequestIds.of(request.requestHeaders().get(Responses.REQUEST_ID));
    Exchange exchange =
        new Exchange(
            id,
            Endpoint.CHAT,
            System.nanoTime(),
            () -> Responses.hangUp(response),
            RequestTrace.NONE);
    Mono<RoutingDecision> decided =
        Mono.defer(() -> intake.take(exchange, request))
            .flatMap(taken ->
                inference.rehearse(
                    exchange, taken.tenant(), taken.body().facts(), taken.headers()));
    return underWay
        .let(decided, Intake.loop(request), exchange::stop)
        .flatMap(decision -> send(exchange, decision, response))
        .onErrorResume(error -> Responses.refuse(exchange, error, response))
        .doFinally(end -> close(exchange));
  }

  private void close(Exchange exchange) {
    exchange.letGoOfBody();
    SideExchange asked =
        new SideExchange(exchange.requestId(), "POST", DataPlane.ROUTE, exchange.receivedAt());
    asked.tenant(exchange.tenant());
    asked.status(exchange.status());
    asked.refused(exchange.refusalCode());
    books.close(asked);
  }

  private static Mono<Void> send(
      Exchange exchange, RoutingDecision decision, HttpServerResponse response) {
    exchange.status(200);
    response.header(Responses.REQUEST_ID, exchange.requestId());
    response.header(HttpHeaderNames.CONTENT_TYPE, "application/json");
    byte[] json = JSON.writeValueAsBytes(Decision.of(decision));
    return response.sendObject(Unpooled.wrappedBuffer(json)).then();
  }

  /** The part of a decision that is the client's to know; field names are the API's. */
  record Decision(
      String request_id,
      String mode,
      String expert,
      List<Choice> placements,
      double difficulty,
      double p_good_enough,
      String category,
      String language,
      String policy,
      String arm,
      String revision,
      String router,
      double propensity,
      long active_parameters,
      @Nullable Think thinking,
      List<Because> reasons) {
    static Decision of(RoutingDecision decision) {
      return new Decision(
          decision.requestId(),
          decision.mode().wireName(),
          decision.placements().getFirst().expert(),
          decision.placements().stream().map(p -> new Choice(p.expert(), p.replica())).toList(),
          decision.difficulty(),
          decision.pGoodEnough(),
          decision.category(),
          decision.language(),
          decision.policy(),
          decision.arm(),
          decision.revision(),
          decision.router(),
          decision.propensity(),
          decision.activeParameters(),
          Think.of(decision.thinking()),
          decision.reasons().stream()
              .map(r -> new Because(r.rule(), r.expert(), r.contribution(), r.text()))
              .toList());
    }
  }

  /** How much thinking the request is worth. */
  record Think(String effort, int budget) {
    static @Nullable Think of(@Nullable Thinking thinking) {
      return thinking == null ? null : new Think(thinking.effort().wireName(), thinking.budget());
    }
  }

  /** A placement by its names. */
  record Choice(String expert, String replica) {}

  /** A reason. */
  record Because(String rule, String expert, double contribution, String text) {}
}
