package dev.signalbox.gateway.translate;

/** What an upstream sent is no answer to a chat. No stack trace: it is the upstream's fault. */
public final class UntranslatableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message says what is wrong with the answer; never a part of it
   */
  public UntranslatableException(String message) {
    super(message, null, false, false);
  }

  /** What an answer made a translation throw, in words that hold nothing of it. */
  public static UntranslatableException of(RuntimeException thrown) {
    return thrown instanceof UntranslatableException known
        ? known
        : new UntranslatableException(
            "it cannot be read (" + thrown.getClass().getSimpleName() + ")");
  }
}
