package dev.signalbox.gateway.web;

import dev.signalbox.gateway.account.Books;
import dev.signalbox.gateway.dispatch.UpstreamHeaders;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.inference.Inference;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestReader;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.router.api.OutcomeKind;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers one request of the data plane. */
final class InferenceHandler {
  private static final Logger log = LoggerFactory.getLogger(InferenceHandler.class);
  private static final String JSON = "application/json";

  private final TenantDirectory tenants;
  private final RequestReader reader;
  private final BodyReader bodies;
  private final LoopGuard loopGuard;
  private final Inference inference;
  private final Books books;

  InferenceHandler(
      TenantDirectory tenants,
      RequestReader reader,
      BodyReader bodies,
      LoopGuard loopGuard,
      Inference inference,
      Books books) {
    this.tenants = tenants;
    this.reader = reader;
    this.bodies = bodies;
    this.loopGuard = loopGuard;
    this.inference = inference;
    this.books = books;
  }

  Mono<Void> handle(Endpoint endpoint, HttpServerRequest request, HttpServerResponse response) {
    String id = RequestIds.of(request.requestHeaders().get(Responses.REQUEST_ID));
    Exchange exchange = new Exchange(id, endpoint, System.nanoTime());
    return Mono.usingWhen(
        Mono.just(exchange),
        open -> answer(open, request, response).onErrorResume(e -> refuse(open, e, response)),
        books::close,
        (open, error) -> closeGone(open),
        this::closeGone);
  }

  private Mono<Void> closeGone(Exchange exchange) {
    exchange.outcome(OutcomeKind.CLIENT_CLOSED);
    return books.close(exchange);
  }

  private Mono<Void> answer(
      Exchange exchange, HttpServerRequest request, HttpServerResponse response) {
    HttpHeaders headers = request.requestHeaders();
    String via = loopGuard.extend(headers.get(UpstreamHeaders.VIA));
    Tenant tenant =
        tenants
            .current()
            .resolve(headers.get(HttpHeaderNames.AUTHORIZATION), headers.get("x-api-key"));
    exchange.tenant(tenant);
    checkMediaType(headers.get(HttpHeaderNames.CONTENT_TYPE));
    EventLoop loop = ((ChannelOperations<?, ?>) request).channel().eventLoop();
    return bodies
        .read(request, loop, (bytes, length) -> reader.read(exchange.endpoint(), bytes, length))
        .flatMap(body -> {
          exchange.read(body.facts(), System.nanoTime());
          return inference.answer(
              exchange,
              tenant,
              body,
              upstreamHeaders(exchange, headers, via, body),
              loop,
              answer -> Responses.send(exchange, answer, response));
        });
  }

  private static UpstreamHeaders upstreamHeaders(
      Exchange exchange, HttpHeaders headers, String via, RequestBody body) {
    String traceparent = headers.get("traceparent");
    return new UpstreamHeaders(
        exchange.requestId(),
        TraceContext.child(traceparent),
        traceparent == null ? null : headers.get("tracestate"),
        via,
        body.facts().stream());
  }

  private static void checkMediaType(@Nullable String type) {
    if (type == null
        || !type.regionMatches(true, 0, JSON, 0, JSON.length())
        || (type.length() > JSON.length() && " ;".indexOf(type.charAt(JSON.length())) < 0)) {
      throw new RefusedException(
          new Refusal.WrongMediaType(
              "content-type: "
                  + (type == null ? "missing" : "not JSON")
                  + " (expected: application/json)"));
    }
  }

  private static Mono<Void> refuse(
      Exchange exchange, Throwable error, HttpServerResponse response) {
    if (error instanceof RefusedException refused) {
      return Responses.refuse(exchange, refused.refusal(), response);
    }
    if (AbortedException.isConnectionReset(error) || response.hasSentHeaders()) {
      return Mono.error(error);
    }
    log.error("request {} failed inside the gateway", exchange.requestId(), error);
    return Responses.refuse(
        exchange, new Refusal.Internal("the gateway failed; see its log"), response);
  }
}
