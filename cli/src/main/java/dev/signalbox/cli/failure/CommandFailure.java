package dev.signalbox.cli.failure;

import org.jspecify.annotations.Nullable;

/**
 * A verb could not do what it was asked: exit code 1. The message is one line that says what is
 * wrong and what to do next.
 */
public class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailure(String message) {
    this(message, null);
  }

  public CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
