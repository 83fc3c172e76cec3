package dev.signalbox.gateway.trace;

import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Begins the traces of requests. Spans are begun and ended by hand, where a request and an attempt
 * begin and end; nothing is hung into operators. Safe for use by many threads.
 */
public interface Traces {

  /** Traces nothing, and costs nothing. */
  static Traces none() {
    return Untraced.NOTHING;
  }

  /** Traces what the sampler of an SDK wants to be traced. */
  static Traces of(OpenTelemetry telemetry) {
    return new RecordedTraces(telemetry);
  }

  /**
   * Begins the span of a request, below the client's if it sent a valid {@code traceparent}.
   *
   * @param operation the name of the operation in the GenAI conventions
   * @param header the value of one of the client's headers, or null; not asked if nothing is traced
   * @return a span that the caller ends, however the request ends
   */
  RequestTrace begin(String operation, Function<String, @Nullable String> header);
}
