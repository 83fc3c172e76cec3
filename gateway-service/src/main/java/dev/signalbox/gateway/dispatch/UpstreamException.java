package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.refusal.RateLimits;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at one placement failed before the client saw anything of it. No stack trace. Its
 * message is the cause as operators read it, in the gateway's own words; only with a {@link
 * #refusal} it is the upstream's.
 */
public final class UpstreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AttemptKind kind;
  private final boolean harmful;
  private final transient @Nullable Refusal refusal;
  private final transient @Nullable Duration retryAfter;
  private final transient RateLimits limits;

  private UpstreamException(
      AttemptKind kind,
      boolean harmful,
      String message,
      @Nullable Refusal refusal,
      @Nullable Duration retryAfter,
      RateLimits limits) {
    super(message, null, false, false);
    this.kind = kind;
    this.harmful = harmful;
    this.refusal = refusal;
    this.retryAfter = retryAfter;
    this.limits = limits;
  }

  private UpstreamException(
      AttemptKind kind, boolean harmful, String message, @Nullable Refusal refusal) {
    this(kind, harmful, message, refusal, null, RateLimits.UNKNOWN);
  }

  /** No connection, or it broke before any byte of an answer. */
  public static UpstreamException unreachable(String message) {
    return new UpstreamException(AttemptKind.CONNECT_FAILED, true, message, null);
  }

  /** An answer that is none: a server error, a broken or garbled answer. */
  public static UpstreamException failed(String message) {
    return new UpstreamException(AttemptKind.SERVER_ERROR, true, message, null);
  }

  /** The upstream refuses us (our credential, its path): wrong, but no sign of ill health. */
  public static UpstreamException misconfigured(String message) {
    return new UpstreamException(AttemptKind.SERVER_ERROR, false, message, null);
  }

  /**
   * The upstream has too much to do.
   *
   * @param retryAfter when it wants to be asked again
   * @param limits what it says of the limit that was hit
   */
  public static UpstreamException busy(Duration retryAfter, RateLimits limits) {
    return new UpstreamException(AttemptKind.BUSY, false, "http 429", null, retryAfter, limits);
  }

  /** Time ran out. */
  public static UpstreamException timeout(String message) {
    return new UpstreamException(AttemptKind.FIRST_TOKEN_TIMEOUT, true, message, null);
  }

  /** The upstream says that the request is wrong; only {@link #tooLong} may be right elsewhere. */
  public static UpstreamException refused(Refusal refusal) {
    return new UpstreamException(AttemptKind.CLIENT_ERROR, false, refusal.message(), refusal);
  }

  /** How the attempt ended. */
  public AttemptKind kind() {
    return kind;
  }

  /** Whether it counts against the replica's health. */
  public boolean harmful() {
    return harmful;
  }

  /**
   * What to tell the client, or null if other placements are worth a try as long as the retry
   * budget pays for it.
   */
  public @Nullable Refusal refusal() {
    return refusal;
  }

  /** Whether the prompt is longer than the expert reads; another one may read more. */
  public boolean tooLong() {
    return refusal != null && refusal.code().equals(UpstreamErrors.TOO_LONG);
  }

  /** When the upstream wants to be asked again, if it said so. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** What the upstream says of the limit that was hit. */
  public RateLimits limits() {
    return limits;
  }
}
