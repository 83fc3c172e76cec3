package dev.signalbox.gateway.web;

import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.dispatch.UpstreamHeaders;
import dev.signalbox.gateway.inference.Exchange;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestReader;
import dev.signalbox.gateway.tenant.Tenant;
import dev.signalbox.gateway.tenant.TenantDirectory;
import dev.signalbox.gateway.trace.Onward;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.gateway.translate.Translator;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

/** Takes a request in: who asks, whether it may be read, and what its body says. */
final class Intake {
  private static final String JSON = "application/json";

  private final TenantDirectory tenants;
  private final RequestReader reader;
  private final Map<Endpoint, Translator> translators;
  private final BodyReader bodies;
  private final BodyBytes bodyBytes;
  private final LoopGuard loopGuard;
  private final long longestKeptPrompt;

  /**
   * @param translators by the endpoints whose requests are not sent on as they are
   * @param bodyBytes bounds what all requests hold of their bodies
   * @param longestKeptPrompt longest prompt that is kept for a tenant that wants it, in bytes
   */
  Intake(
      TenantDirectory tenants,
      RequestReader reader,
      Map<Endpoint, Translator> translators,
      BodyReader bodies,
      BodyBytes bodyBytes,
      LoopGuard loopGuard,
      long longestKeptPrompt) {
    this.tenants = tenants;
    this.reader = reader;
    this.translators = translators;
    this.bodies = bodies;
    this.bodyBytes = bodyBytes;
    this.loopGuard = loopGuard;
    this.longestKeptPrompt = longestKeptPrompt;
  }

  /**
   * Reads a request. Its body is held until the exchange lets go of it.
   *
   * @return one. Errors with {@link RefusedException}
   */
  Mono<Taken> take(Exchange exchange, HttpServerRequest request) {
    HttpHeaders headers = request.requestHeaders();
    String via = loopGuard.extend(headers.get(UpstreamHeaders.VIA));
    Tenant tenant =
        tenants
            .current()
            .resolve(headers.get(HttpHeaderNames.AUTHORIZATION), headers.get("x-api-key"));
    exchange.tenant(tenant);
    checkMediaType(headers.get(HttpHeaderNames.CONTENT_TYPE));
    checkEncoding(headers.get(HttpHeaderNames.CONTENT_ENCODING));
    EventLoop loop = loop(request);
    BodyBytes.Holding holding = bodyBytes.begin();
    exchange.holds(holding);
    return bodies.read(
        request,
        loop,
        holding,
        (bytes, length) -> {
          RequestBody body = read(exchange, bytes, length);
          exchange.read(body.facts(), System.nanoTime());
          if (tenant.keepPrompts()) {
            exchange.keepPrompt(body.promptMember(exchange.endpoint(), longestKeptPrompt));
          }
          return new Taken(tenant, body, upstreamHeaders(exchange, headers, via, body), loop);
        });
  }

  /** The loop of a request's connection. */
  static EventLoop loop(HttpServerRequest request) {
    return ((ChannelOperations<?, ?>) request).channel().eventLoop();
  }

  private RequestBody read(Exchange exchange, byte[] bytes, int length) {
    Translator translator = translators.get(exchange.endpoint());
    if (translator == null) {
      return reader.read(exchange.endpoint(), bytes, length);
    }
    Translation translation = translator.read(bytes, length, exchange.requestId());
    exchange.translated(translation);
    byte[] chat = translation.chat();
    return reader.read(exchange.endpoint(), chat, chat.length);
  }

  /**
   * A request that was taken in.
   *
   * @param tenant who asks
   * @param body what it says
   * @param headers what an upstream is told beside the body
   * @param loop the thread of its connection
   */
  record Taken(Tenant tenant, RequestBody body, UpstreamHeaders headers, EventLoop loop) {}

  private static UpstreamHeaders upstreamHeaders(
      Exchange exchange, HttpHeaders headers, String via, RequestBody body) {
    Onward trace = TraceContext.onward(exchange.trace(), headers);
    return new UpstreamHeaders(
        exchange.requestId(), trace.traceparent(), trace.tracestate(), via, body.facts().stream());
  }

  /** A packed body would be read as one that is not JSON. */
  private static void checkEncoding(@Nullable String encoding) {
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
      throw new RefusedException(
          new Refusal.WrongMediaType(
              "content-encoding: not one that is read (expected: none, the body as it is)"));
    }
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
}
