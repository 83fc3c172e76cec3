package dev.signalbox.gateway.dispatch;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream is told beside the body. Nothing else of the client's headers reaches it, its
 * credential least of all.
 *
 * @param requestId id of the request
 * @param traceparent W3C trace context
 * @param tracestate W3C vendor state, or null
 * @param via the gateways that the request has passed, this one last
 * @param stream whether a stream is asked for
 */
public record UpstreamHeaders(
    String requestId, String traceparent, @Nullable String tracestate, String via, boolean stream) {
  /** Names the gateways that a request has passed, so that a loop shows. */
  public static final String VIA = "x-signalbox-via";

  void writeTo(HttpHeaders headers) {
    headers.set("x-request-id", requestId);
    headers.set("traceparent", traceparent);
    if (tracestate != null) {
      headers.set("tracestate", tracestate);
    }
    headers.set(VIA, via);
    headers.set("accept", stream ? "text/event-stream" : "application/json");
  }
}
