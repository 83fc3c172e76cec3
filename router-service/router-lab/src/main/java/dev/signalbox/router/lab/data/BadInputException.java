package dev.signalbox.router.lab.data;

/** An input that the lab cannot use; the message says where, what and what was expected. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }
}
