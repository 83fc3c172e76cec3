package dev.signalbox.conformance.client;

/**
 * One event of a stream, or one comment.
 *
 * @param kind what it is
 * @param data its data lines joined by a line feed; for a comment the text after the colon
 * @param nanos {@link System#nanoTime()} of the arrival of its last byte
 */
public record Event(Kind kind, String data, long nanos) {

  /** What came. */
  public enum Kind {
    DATA,
    COMMENT
  }

  public boolean isDone() {
    return kind == Kind.DATA && data.strip().equals("[DONE]");
  }

  public boolean isComment() {
    return kind == Kind.COMMENT;
  }
}
