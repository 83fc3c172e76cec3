package dev.signalbox.gateway.trace;

import org.jspecify.annotations.Nullable;

/** The span of one request, above those of its attempts. Whoever began it ends it. */
public interface RequestTrace extends OpenSpan {
  /** Of a request that is not traced: takes all and keeps nothing. */
  RequestTrace NONE = Untraced.NOTHING;

  /** Id of the trace; null where nothing is traced. */
  @Nullable String traceId();

  /** The model that was asked for; a name that is known, as it becomes part of the span's. */
  void model(String name);

  /**
   * Begins the span of an attempt.
   *
   * @param model the model's name at the upstream
   * @return to be ended by whoever learns how the attempt ended
   */
  AttemptTrace attempt(String model);

  /** Begins the span of a call of the router; to be ended by whoever learns its answer. */
  RouterTrace router();

  /** Does something at once that may ask which span is under way, as exemplars do. */
  void during(Runnable action);

  /** Whether it is worth giving what happens this span to ask for. */
  boolean sampled();

  /**
   * It is over; only the first time counts.
   *
   * @param failed whether the gateway, or what stands behind it, owed an answer
   */
  void end(boolean failed);
}
