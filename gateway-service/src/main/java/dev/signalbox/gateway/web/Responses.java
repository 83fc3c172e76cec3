package dev.signalbox.gateway.web;

import dev.signalbox.gateway.account.Decimals;
import dev.signalbox.gateway.connection.AnswerWatch;
import dev.signalbox.gateway.inference.Answer;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.ErrorShape;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.relay.Ending;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;

/** Writes answers and refusals. */
final class Responses {
  private static final Logger log = LoggerFactory.getLogger(Responses.class);
  static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");

  private static final AsciiString ANTHROPIC_REQUEST_ID = AsciiString.cached("request-id");
  private static final AsciiString EXPERT = AsciiString.cached("x-signalbox-expert");
  private static final AsciiString MODE = AsciiString.cached("x-signalbox-mode");
  private static final AsciiString DIFFICULTY = AsciiString.cached("x-signalbox-difficulty");
  private static final AsciiString ARM = AsciiString.cached("x-signalbox-arm");
  private static final AsciiString REVISION = AsciiString.cached("x-signalbox-revision");
  private static final AsciiString ATTEMPTS = AsciiString.cached("x-signalbox-attempts");
  private static final AsciiString JSON = AsciiString.cached("application/json");
  private static final AsciiString EVENT_STREAM = AsciiString.cached("text/event-stream");
  private static final AsciiString NO_CACHE = AsciiString.cached("no-cache");
  private static final AsciiString CLOSE = AsciiString.cached("close");

  private Responses() {}

  /** Sends an answer with status 200. Completes when it is sent; cancelling drops it. */
  static Mono<Void> send(Exchange exchange, Answer answer, HttpServerResponse response) {
    exchange.status(200);
    HttpHeaders headers = response.responseHeaders();
    describe(exchange, headers);
    return switch (answer) {
      case Answer.Whole whole -> {
        exchange.sending(stop -> {}); // it is made, and has the rest of the time to be taken
        headers.set(HttpHeaderNames.CONTENT_TYPE, JSON);
        yield AnswerWatch.send(response, whole.json());
      }
      case Answer.Streamed streamed -> {
        exchange.sending(streamed.stop());
        headers.set(HttpHeaderNames.CONTENT_TYPE, EVENT_STREAM);
        headers.set(HttpHeaderNames.CACHE_CONTROL, NO_CACHE);
        if (HttpVersion.HTTP_1_0.equals(response.version())) {
          // that version has no chunks (RFC 9112, 6.1): the stream ends with the connection
          response.chunkedTransfer(false).keepAlive(false);
        }
        yield response
            .send(streamed.body(), piece -> true)
            .then()
            .then(streamed.ending())
            .flatMap(ending -> ending == Ending.WHOLE ? Mono.empty() : cut(response));
      }
    };
  }

  /** Ends the connection at once; what was not sent yet never is. */
  static void hangUp(HttpServerResponse response) {
    response.withConnection(connection -> connection.channel().close());
  }

  /** Ends the connection without the mark of a clean end, once all is sent. */
  private static Mono<Void> cut(HttpServerResponse response) {
    return Mono.create(sink ->
        response.withConnection(
            connection -> connection.channel().close().addListener(closed -> sink.success())));
  }

  /**
   * Says why there is no answer; what is no refusal is a fault of the gateway, or the client left.
   */
  static Mono<Void> refuse(Exchange exchange, Throwable error, HttpServerResponse response) {
    if (error instanceof RefusedException refused) {
      return refuse(exchange, refused.refusal(), response);
    }
    if (error instanceof AbortedException
        || AbortedException.isConnectionReset(error)
        || response.hasSentHeaders()) {
      return Mono.error(error);
    }
    log.error("request {} failed inside the gateway", exchange.requestId(), error);
    return refuse(exchange, new Refusal.Internal("the gateway failed; see its log"), response);
  }

  /** Sends a refusal with its status. */
  static Mono<Void> refuse(Exchange exchange, Refusal refusal, HttpServerResponse response) {
    exchange.status(refusal.status());
    exchange.refused(refusal);
    HttpHeaders headers = response.responseHeaders();
    describe(exchange, headers);
    headers.set(HttpHeaderNames.CONTENT_TYPE, JSON);
    String retryAfter = ErrorBody.retryAfterSeconds(refusal);
    if (retryAfter != null) {
      headers.set(HttpHeaderNames.RETRY_AFTER, retryAfter);
    }
    if (refusal instanceof Refusal.Limited limited) {
      limited.limits().headers().forEach(headers::set);
    }
    if (exchange.facts() == null) {
      // what is left of the body is not read; without this it would be taken for the next request
      headers.set(HttpHeaderNames.CONNECTION, CLOSE);
    }
    response.status(refusal.status());
    Refusal told = exchange.inClientsWords(refusal);
    byte[] json = exchange.endpoint().errors().json(told, exchange.requestId());
    return response.sendObject(Unpooled.wrappedBuffer(json)).then();
  }

  private static void describe(Exchange exchange, HttpHeaders headers) {
    headers.set(REQUEST_ID, exchange.requestId());
    if (exchange.endpoint().errors() == ErrorShape.ANTHROPIC) {
      headers.set(ANTHROPIC_REQUEST_ID, exchange.requestId());
    }
    RoutingDecision decision = exchange.decision();
    if (decision == null) {
      return;
    }
    headers.set(MODE, decision.mode().wireName());
    headers.set(DIFFICULTY, Decimals.three(decision.difficulty()));
    headers.set(ARM, decision.arm());
    headers.set(REVISION, decision.revision());
    headers.set(ATTEMPTS, Integer.toString(exchange.attempts().count()));
    Placement placement = exchange.placement();
    if (placement != null) {
      headers.set(EXPERT, HeaderText.safe(placement.expert()));
    }
  }
}
