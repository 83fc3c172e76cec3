package dev.signalbox.router.api;

/**
 * The user turns of a conversation, of which the router reads the last and, where that leans on an
 * earlier one, what it leans on. {@code Continue.} after a proof asks for the rest of the proof. A
 * turn leans on others if it has at most {@value #FEW_WORDS} words and no digit: so short a turn
 * rarely says what is wanted, but {@code 17 + 25?} does. For one conversation and one thread.
 */
public final class UserTurns {
  private static final int FEW_WORDS = 4;

  /** Words are short; what has no blanks for long, as in Chinese, says something. */
  private static final int FEW_CHARS = 40;

  private String last = "";
  private String topic = "";

  /** Takes the next user turn. */
  public void add(String turn) {
    if (!leans(last)) {
      topic = last;
    }
    last = turn;
  }

  /** The last user turn; empty if there is none. */
  public String last() {
    return last;
  }

  /** The last turn before it that stands by itself; empty if it stands by itself, or none does. */
  public String topic() {
    return leans(last) ? topic : "";
  }

  private static boolean leans(String turn) {
    int words = 0;
    boolean inWord = false;
    int from = 0;
    int to = turn.length();
    while (from < to && Character.isWhitespace(turn.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(turn.charAt(to - 1))) {
      to--;
    }
    if (to - from > FEW_CHARS) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = turn.charAt(i);
      if (Character.isDigit(c) || Character.isIdeographic(c)) {
        return false;
      }
      boolean blank = Character.isWhitespace(c);
      words += !blank && !inWord ? 1 : 0;
      inWord = !blank;
    }
    return words <= FEW_WORDS;
  }
}
