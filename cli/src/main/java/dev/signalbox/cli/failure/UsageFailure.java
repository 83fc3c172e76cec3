package dev.signalbox.cli.failure;

import org.jspecify.annotations.Nullable;

/** A verb was used wrongly, which showed only when it ran: exit code 2. */
public final class UsageFailure extends CommandFailure {
  /** The exit code. */
  public static final int STATUS = 2;

  private static final long serialVersionUID = 1L;

  public UsageFailure(String message) {
    this(message, null);
  }

  public UsageFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
