package dev.signalbox.gateway.trace;

/** How a call of the router ended. */
public enum RouterAnswer {
  /** It named placements. */
  DECIDED,
  /** It said why there are none. */
  REFUSED,
  /** It gave no answer, or none that can be read. */
  UNREACHABLE,
  /** Nobody waited for its answer any more. */
  CANCELLED
}
