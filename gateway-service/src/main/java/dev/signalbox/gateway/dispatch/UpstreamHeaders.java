package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.trace.Onward;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
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

  // names whose hash is known, so that none is computed for a request
  private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
  private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
  private static final AsciiString TRACESTATE = AsciiString.cached("tracestate");
  private static final AsciiString VIA_NAME = AsciiString.cached(VIA);
  private static final AsciiString EVENT_STREAM = AsciiString.cached("text/event-stream");
  private static final AsciiString JSON = AsciiString.cached("application/json");

  /** These headers below another span; unchanged where nothing is traced. */
  UpstreamHeaders below(@Nullable Onward span) {
    return span == null
        ? this
        : new UpstreamHeaders(requestId, span.traceparent(), span.tracestate(), via, stream);
  }

  void writeTo(HttpHeaders headers) {
    headers.set(REQUEST_ID, requestId);
    headers.set(TRACEPARENT, traceparent);
    if (tracestate != null) {
      headers.set(TRACESTATE, tracestate);
    }
    headers.set(VIA_NAME, via);
    headers.set(HttpHeaderNames.ACCEPT, stream ? EVENT_STREAM : JSON);
  }
}
