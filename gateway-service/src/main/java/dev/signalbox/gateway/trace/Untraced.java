package dev.signalbox.gateway.trace;

import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Nothing is traced: one object stands for every span there is not. */
enum Untraced implements Traces, RequestTrace, AttemptTrace, RouterTrace {
  NOTHING;

  @Override
  public RequestTrace begin(String operation, Function<String, @Nullable String> header) {
    return this;
  }

  @Override
  public boolean recording() {
    return false;
  }

  @Override
  public void put(SpanAttribute attribute, String value) {}

  @Override
  public void put(SpanAttribute attribute, long value) {}

  @Override
  public void put(SpanAttribute attribute, double value) {}

  @Override
  public void put(SpanAttribute attribute, boolean value) {}

  @Override
  public void put(SpanAttribute attribute, List<String> values) {}

  @Override
  public @Nullable Onward onward() {
    return null;
  }

  @Override
  public @Nullable String traceId() {
    return null;
  }

  @Override
  public void model(String name) {}

  @Override
  public AttemptTrace attempt(String model) {
    return this;
  }

  @Override
  public RouterTrace router() {
    return this;
  }

  @Override
  public void end(RouterAnswer how) {}

  @Override
  public void during(Runnable action) {
    action.run();
  }

  @Override
  public boolean sampled() {
    return false;
  }

  @Override
  public void firstToken() {}

  @Override
  public void end(AttemptKind kind) {}

  @Override
  public void end(boolean failed) {}
}
