package dev.signalbox.engine.llama.binding;

import org.jspecify.annotations.Nullable;

/** The library, a model or a context could not be used; the message says what to do about it. */
public final class LlamaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LlamaException(String message) {
    super(message);
  }

  public LlamaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
