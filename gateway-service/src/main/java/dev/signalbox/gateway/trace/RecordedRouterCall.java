package dev.signalbox.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Locale;

/** The client span of a call of the router. */
final class RecordedRouterCall extends RecordedSpan implements RouterTrace {
  RecordedRouterCall(Context context, Span span) {
    super(context, span);
  }

  @Override
  public void end(RouterAnswer how) {
    String said = how.name().toLowerCase(Locale.ROOT);
    put(SpanAttribute.OUTCOME, said);
    if (how == RouterAnswer.UNREACHABLE) {
      put(SpanAttribute.ERROR_TYPE, said);
      span().setStatus(StatusCode.ERROR);
    }
    span().end();
  }
}
