package dev.signalbox.gateway.trace;

import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Locale;

/** The client span of an attempt. */
final class RecordedAttempt extends RecordedSpan implements AttemptTrace {
  static final String FIRST_TOKEN = "signalbox.first_token";

  RecordedAttempt(Context context, Span span) {
    super(context, span);
  }

  @Override
  public void firstToken() {
    span().addEvent(FIRST_TOKEN);
  }

  @Override
  public void end(AttemptKind kind) {
    String said = kind.name().toLowerCase(Locale.ROOT);
    put(SpanAttribute.OUTCOME, said);
    if (kind != AttemptKind.ANSWERED && kind != AttemptKind.CANCELLED) {
      put(SpanAttribute.ERROR_TYPE, said);
      span().setStatus(StatusCode.ERROR);
    }
    span().end();
  }
}
