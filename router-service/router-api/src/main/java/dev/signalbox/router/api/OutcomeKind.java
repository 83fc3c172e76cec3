package dev.signalbox.router.api;

/** How a routed request ended; also the value of the outcome tag on meters. */
public enum OutcomeKind {
  /** The whole answer reached the client. */
  COMPLETED,
  /** The client went away first. */
  CLIENT_CLOSED,
  /** Every placement failed or the answer broke off. */
  UPSTREAM_FAILED,
  /** Time ran out at the upstream. */
  UPSTREAM_TIMEOUT,
  /** Every placement answered that it is busy. */
  UPSTREAM_BUSY,
  /** No replica could be reached. */
  NO_REPLICA,
  /** The upstream refused the request as the client's fault (4xx). */
  REFUSED
}
