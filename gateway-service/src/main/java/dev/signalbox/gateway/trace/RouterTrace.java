package dev.signalbox.gateway.trace;

/** The span of one call of a router that is a service of its own. */
public interface RouterTrace extends OpenSpan {

  /** It is over; only the first time counts. */
  void end(RouterAnswer how);
}
