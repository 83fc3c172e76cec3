package dev.signalbox.router.api;

import org.jspecify.annotations.Nullable;

/** The router refused a request. Carries no stack trace: it is an answer, not an accident. */
public final class RoutingRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RoutingRefusal refusal;

  public RoutingRefusedException(RoutingRefusal refusal) {
    this(refusal, null);
  }

  /**
   * @param cause the accident behind it, which operators are told of and clients are not
   */
  public RoutingRefusedException(RoutingRefusal refusal, @Nullable Throwable cause) {
    super(refusal.message(), cause, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  public RoutingRefusal refusal() {
    return refusal;
  }
}
