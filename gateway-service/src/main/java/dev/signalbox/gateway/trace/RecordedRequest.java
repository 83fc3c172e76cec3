package dev.signalbox.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** The server span of a request. */
final class RecordedRequest extends RecordedSpan implements RequestTrace {
  /** The convention names the format that is spoken: every worker is asked in OpenAI's. */
  private static final String UPSTREAM_PROVIDER = "openai";

  private static final String ROUTER_CALL = "route";

  private final Tracer tracer;
  private final String operation;
  private int attempts;

  RecordedRequest(Tracer tracer, String operation, Context context, Span span) {
    super(context, span);
    this.tracer = tracer;
    this.operation = operation;
  }

  @Override
  public String traceId() {
    return span().getSpanContext().getTraceId();
  }

  @Override
  public void model(String name) {
    put(SpanAttribute.REQUEST_MODEL, name);
    span().updateName(operation + " " + name);
  }

  @Override
  public AttemptTrace attempt(String model) {
    attempts++;
    Span attempt =
        tracer
            .spanBuilder(operation + " " + model)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(context())
            .setAttribute(SpanAttribute.OPERATION.key(), operation)
            .setAttribute(SpanAttribute.PROVIDER.key(), UPSTREAM_PROVIDER)
            .setAttribute(SpanAttribute.REQUEST_MODEL.key(), model)
            .setAttribute(SpanAttribute.ATTEMPT.key(), attempts)
            .startSpan();
    return new RecordedAttempt(context().with(attempt), attempt);
  }

  @Override
  public RouterTrace router() {
    Span call =
        tracer
            .spanBuilder(ROUTER_CALL)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(context())
            .startSpan();
    return new RecordedRouterCall(context().with(call), call);
  }

  @Override
  public void during(Runnable action) {
    if (!sampled()) {
      action.run();
      return;
    }
    try (Scope ignored = context().makeCurrent()) {
      action.run();
    }
  }

  @Override
  public boolean sampled() {
    return span().getSpanContext().isSampled();
  }

  @Override
  public void end(boolean failed) {
    if (failed) {
      span().setStatus(StatusCode.ERROR);
    }
    span().end();
  }
}
