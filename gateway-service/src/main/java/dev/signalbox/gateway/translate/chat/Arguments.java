package dev.signalbox.gateway.translate.chat;

/**
 * Follows the arguments of a tool call, which come in pieces, to the end of their JSON: what comes
 * after it says nothing. For one thread.
 */
public final class Arguments {
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean complete;

  /** The next piece. */
  public void take(String piece) {
    for (int i = 0; i < piece.length() && !complete; i++) {
      take(piece.charAt(i));
    }
  }

  private void take(char c) {
    if (escaped) {
      escaped = false;
    } else if (inString) {
      escaped = c == '\\';
      inString = c != '"';
    } else {
      switch (c) {
        case '"' -> inString = true;
        case '{', '[' -> depth++;
        case '}', ']' -> complete = --depth <= 0;
        default -> {}
      }
    }
  }

  /** Whether the object that they are has come to its end. */
  public boolean complete() {
    return complete;
  }
}
