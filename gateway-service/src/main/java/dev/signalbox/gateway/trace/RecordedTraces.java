package dev.signalbox.gateway.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Traces by OpenTelemetry. W3C trace context, whatever else the environment may name. */
final class RecordedTraces implements Traces {
  private static final String SCOPE = "dev.signalbox.gateway";
  private static final String PROVIDER = "signalbox";

  private final Tracer tracer;

  RecordedTraces(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer(SCOPE);
  }

  @Override
  public RequestTrace begin(String operation, Function<String, @Nullable String> header) {
    Context client =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), header, Headers.GETTER);
    Span span =
        tracer
            .spanBuilder(operation)
            .setSpanKind(SpanKind.SERVER)
            .setParent(client)
            .setAttribute(SpanAttribute.OPERATION.key(), operation)
            .setAttribute(SpanAttribute.PROVIDER.key(), PROVIDER)
            .startSpan();
    return new RecordedRequest(tracer, operation, client.with(span), span);
  }

  /** Reads headers one by one; nobody asks for all of their names. */
  private enum Headers implements TextMapGetter<Function<String, @Nullable String>> {
    GETTER;

    @Override
    public Iterable<String> keys(Function<String, @Nullable String> carrier) {
      return List.of();
    }

    @Override
    public @Nullable String get(@Nullable Function<String, @Nullable String> carrier, String name) {
      return carrier == null ? null : carrier.apply(name);
    }
  }
}
