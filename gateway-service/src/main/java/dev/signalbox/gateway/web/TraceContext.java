package dev.signalbox.gateway.web;

import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.trace.Onward;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.gateway.trace.SpanAttribute;
import dev.signalbox.gateway.trace.Traces;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/** The W3C trace context of a request: the client's if it is valid, else a new one. */
final class TraceContext {
  private static final int LENGTH = 55;

  private TraceContext() {}

  /** Begins the span of a request. */
  static RequestTrace begin(Traces traces, Endpoint endpoint, HttpServerRequest request) {
    RequestTrace span =
        traces.begin(operation(endpoint), name -> request.requestHeaders().get(name));
    if (span.recording()) {
      span.put(SpanAttribute.HTTP_METHOD, "POST");
      span.put(SpanAttribute.HTTP_ROUTE, endpoint.path());
      InetSocketAddress here = request.hostAddress();
      if (here != null && here.getAddress() != null) {
        span.put(SpanAttribute.SERVER_ADDRESS, here.getAddress().getHostAddress());
        span.put(SpanAttribute.SERVER_PORT, here.getPort());
      }
    }
    return span;
  }

  private static String operation(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT, RESPONSES, MESSAGES -> "chat";
      case COMPLETIONS -> "text_completion";
      case EMBEDDINGS -> "embeddings";
      case COUNT_TOKENS -> "count_tokens";
    };
  }

  /** What an upstream is told: our own span where there is one, else a new one nobody records. */
  static Onward onward(RequestTrace span, HttpHeaders headers) {
    Onward own = span.onward();
    if (own != null) {
      return own;
    }
    String traceparent = headers.get("traceparent");
    boolean goesOn = traceparent != null && isValid(traceparent);
    return new Onward(child(traceparent), goesOn ? headers.get("tracestate") : null);
  }

  /** The {@code traceparent} for the upstream: same trace, a new span below the client's. */
  static String child(@Nullable String traceparent) {
    if (traceparent == null || !isValid(traceparent)) {
      return "00-" + RequestIds.random(32) + "-" + RequestIds.random(16) + "-00";
    }
    return traceparent.substring(0, 36) + RequestIds.random(16) + traceparent.substring(52);
  }

  /** An id of zeros alone is none (W3C Trace Context, 3.2.2). */
  static boolean isValid(String traceparent) {
    if (traceparent.length() != LENGTH || !traceparent.startsWith("00-")) {
      return false;
    }
    for (int i = 3; i < LENGTH; i++) {
      char c = traceparent.charAt(i);
      boolean dash = i == 35 || i == 52;
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (dash ? c != '-' : !hex) {
        return false;
      }
    }
    return !isZero(traceparent, 3, 35) && !isZero(traceparent, 36, 52);
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
