package dev.signalbox.router.api;

/** The router refused a request. Carries no stack trace: it is an answer, not an accident. */
public final class RoutingRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RoutingRefusal refusal;

  public RoutingRefusedException(RoutingRefusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  public RoutingRefusal refusal() {
    return refusal;
  }
}
