package dev.signalbox.gateway.trace;

import dev.signalbox.router.api.RoutingOutcome.AttemptKind;

/** The span of one call of a replica. */
public interface AttemptTrace extends OpenSpan {

  /** The stream has begun. */
  void firstToken();

  /** It is over; only the first time counts. */
  void end(AttemptKind kind);
}
