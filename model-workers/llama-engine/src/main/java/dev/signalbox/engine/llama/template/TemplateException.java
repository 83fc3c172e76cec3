package dev.signalbox.engine.llama.template;

/**
 * A template is beyond the renderer, or refuses a conversation; the message says which part of it.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message, null, false, false);
  }
}
