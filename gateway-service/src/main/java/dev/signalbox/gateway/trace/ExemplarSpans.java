package dev.signalbox.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/** Tells Prometheus's histograms which trace is an example of what they count. */
public final class ExemplarSpans implements SpanContext {

  @Override
  public @Nullable String getCurrentTraceId() {
    Span span = Span.current();
    return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : null;
  }

  @Override
  public @Nullable String getCurrentSpanId() {
    Span span = Span.current();
    return span.getSpanContext().isValid() ? span.getSpanContext().getSpanId() : null;
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return Span.current().getSpanContext().isSampled();
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    Span.current().setAttribute(EXEMPLAR_ATTRIBUTE_NAME, EXEMPLAR_ATTRIBUTE_VALUE);
  }
}
