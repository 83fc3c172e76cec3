package dev.signalbox.worker.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The engine will not serve this request; says why in words fit for the client. No stack trace. */
public final class EngineRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  /**
   * @param kind what kind of refusal
   * @param message one sentence naming the value and what was expected
   * @param retryAfter when another try makes sense, for {@link Kind#QUEUE_FULL}
   */
  public EngineRefusedException(Kind kind, String message, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public EngineRefusedException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** What kind of refusal. */
  public Kind kind() {
    return kind;
  }

  /** When another try makes sense; null where it never does. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Kinds of refusal. */
  public enum Kind {
    INVALID_REQUEST,
    UNSUPPORTED_FEATURE,
    CONTEXT_LENGTH_EXCEEDED,
    QUEUE_FULL
  }
}
