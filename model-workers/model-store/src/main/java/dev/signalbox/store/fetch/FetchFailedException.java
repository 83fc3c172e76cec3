package dev.signalbox.store.fetch;

/**
 * One source could not give the bytes; the message says why in a few words, without a full stop.
 */
public final class FetchFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public FetchFailedException(String reason) {
    super(reason);
  }

  FetchFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
