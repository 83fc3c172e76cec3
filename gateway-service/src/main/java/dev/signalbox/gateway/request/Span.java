package dev.signalbox.gateway.request;

/**
 * A stretch of a body's bytes.
 *
 * @param start first byte
 * @param end one past the last byte
 */
public record Span(int start, int end) {
  /** Stands for a stretch that is not there. */
  public static final Span NONE = new Span(-1, -1);

  /** Whether it is there. */
  public boolean present() {
    return start >= 0;
  }
}
