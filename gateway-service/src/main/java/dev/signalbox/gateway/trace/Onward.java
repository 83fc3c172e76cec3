package dev.signalbox.gateway.trace;

import org.jspecify.annotations.Nullable;

/**
 * What the next server is told of a trace.
 *
 * @param traceparent W3C trace context: the trace, the span that calls, whether it is sampled
 * @param tracestate W3C vendor state, or null
 */
public record Onward(String traceparent, @Nullable String tracestate) {}
