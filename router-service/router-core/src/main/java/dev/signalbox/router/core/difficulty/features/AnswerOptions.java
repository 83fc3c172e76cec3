package dev.signalbox.router.core.difficulty.features;

/**
 * Finds where a multiple-choice question ends and its options begin.
 *
 * <p>An option marker is {@code A.}, {@code A)}, {@code (A)} or {@code A:} after white space (or at
 * the start) and before white space. Options are believed only if A, B and C follow one another, so
 * that prose such as "vitamin A. It is" is no option.
 */
public final class AnswerOptions {
  private AnswerOptions() {}

  /** Index of the first option's marker, or the text's length if there are no options. */
  public static int start(CharSequence text) {
    int a = marker(text, 'A', 0, text.length());
    int b = a < 0 ? -1 : marker(text, 'B', a + 2, text.length());
    if (b < 0 || marker(text, 'C', b + 2, text.length()) < 0) {
      return text.length();
    }
    int next = marker(text, 'A', a + 2, b);
    while (next >= 0) {
      a = next;
      next = marker(text, 'A', a + 2, b);
    }
    return a;
  }

  /** Number of options in order A, B, C, ... from the given start. */
  static int count(CharSequence text, int start) {
    int count = 0;
    int from = start;
    for (char letter = 'A'; letter <= 'J'; letter++) {
      int at = marker(text, letter, from, text.length());
      if (at < 0) {
        break;
      }
      count++;
      from = at + 2;
    }
    return count;
  }

  private static int marker(CharSequence text, char letter, int from, int end) {
    for (int i = from; i + 1 < end; i++) {
      if (text.charAt(i) == letter && closes(text, i + 1)) {
        int before = i > 0 && text.charAt(i - 1) == '(' ? i - 2 : i - 1;
        if (before < 0 || Character.isWhitespace(text.charAt(before))) {
          return before + 1;
        }
      }
    }
    return -1;
  }

  private static boolean closes(CharSequence text, int i) {
    char c = text.charAt(i);
    boolean mark = c == '.' || c == ')' || c == ':';
    return mark && (i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1)));
  }
}
