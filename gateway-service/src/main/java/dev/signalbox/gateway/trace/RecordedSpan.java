package dev.signalbox.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the spans of requests and of attempts have in common. */
abstract class RecordedSpan implements OpenSpan {
  private final Context context;
  private final Span span;

  /**
   * @param context the span's own
   */
  RecordedSpan(Context context, Span span) {
    this.context = context;
    this.span = span;
  }

  final Context context() {
    return context;
  }

  final Span span() {
    return span;
  }

  @Override
  public final boolean recording() {
    return span.isRecording();
  }

  @Override
  public final void put(SpanAttribute attribute, String value) {
    span.setAttribute(attribute.key(), value);
  }

  @Override
  public final void put(SpanAttribute attribute, long value) {
    span.setAttribute(attribute.key(), value);
  }

  @Override
  public final void put(SpanAttribute attribute, double value) {
    span.setAttribute(attribute.key(), value);
  }

  @Override
  public final void put(SpanAttribute attribute, boolean value) {
    span.setAttribute(attribute.key(), value);
  }

  @Override
  public final void put(SpanAttribute attribute, List<String> values) {
    span.setAttribute(AttributeKey.stringArrayKey(attribute.key()), values);
  }

  @Override
  public final @Nullable Onward onward() {
    Map<String, String> told = new HashMap<>(4);
    W3CTraceContextPropagator.getInstance()
        .inject(context, told, (same, name, value) -> told.put(name, value));
    String traceparent = told.get("traceparent");
    return traceparent == null ? null : new Onward(traceparent, told.get("tracestate"));
  }
}
