package dev.signalbox.worker.api;

import org.jspecify.annotations.Nullable;

/** The engine broke or was closed under a request. */
public final class EngineFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
