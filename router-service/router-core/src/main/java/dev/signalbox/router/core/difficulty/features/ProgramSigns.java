package dev.signalbox.router.core.difficulty.features;

/**
 * What is written so in programs and hardly ever elsewhere: names, and signs that stand together.
 * docs/decisions/code-by-its-words.md tells what it is worth.
 */
final class ProgramSigns {
  private static final int SHORTEST_NAME = 5;

  private ProgramSigns() {}

  /** Whether a word is the name of an error, or one such as {@code fetchUser}. */
  static boolean isName(CharSequence text, int from, int end) {
    return end - from >= SHORTEST_NAME && (isError(text, end) || isCamelCase(text, from, end));
  }

  /**
   * Whether a sign is one of a program's together with what stands beside it.
   *
   * @param c the sign at {@code i}
   * @param end where the text ends
   */
  static boolean isSign(CharSequence text, int i, char c, int end) {
    return i + 1 < end
        && (standsBefore(c, text.charAt(i + 1)) || (i > 1 && joins(text, i, c, end)));
  }

  /** Whether a word that ends before {@code end} is the name of an error in a program. */
  private static boolean isError(CharSequence text, int end) {
    char last = text.charAt(end - 1);
    return last == 'r' && endsWith(text, end, "Error")
        || last == 'n' && endsWith(text, end, "Exception");
  }

  /**
   * Whether a word is a name such as {@code fetchUser}; {@code iPhone} and {@code mmHg} are none.
   */
  private static boolean isCamelCase(CharSequence text, int from, int end) {
    int i = from;
    while (i < end && Character.isLowerCase(text.charAt(i))) {
      i++;
    }
    return i >= from + 3
        && i + 1 < end
        && Character.isUpperCase(text.charAt(i))
        && Character.isLowerCase(text.charAt(i + 1));
  }

  /** Whether a word ends with another that is written with a capital in its midst. */
  private static boolean endsWith(CharSequence text, int end, String other) {
    int start = end - other.length();
    if (start < 1 || !Character.isLowerCase(text.charAt(start - 1))) {
      return false;
    }
    for (int i = 0; i < other.length(); i++) {
      if (text.charAt(start + i) != other.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether two signs stand together in programs and hardly ever elsewhere. */
  private static boolean standsBefore(char c, char next) {
    return switch (c) {
      case '(' -> next == ')';
      case ')' -> next == '{';
      case '{', ';' -> next == '\n';
      case '`', '&', ':' -> next == c;
      case '+', '=' -> next == c;
      case '!' -> next == '=';
      case '<' -> next == '/';
      default -> false;
    };
  }

  /** Whether a sign joins letters as in {@code created_at} and {@code groupby('region')}. */
  private static boolean joins(CharSequence text, int i, char c, int end) {
    if (c != '_' && c != '(' || !Character.isLetter(text.charAt(i - 1))) {
      return false;
    }
    char next = text.charAt(i + 1);
    if (c == '(') {
      return next == '\'' || next == '"';
    }
    return i + 2 < end
        && Character.isLetter(text.charAt(i - 2))
        && Character.isLetter(next)
        && Character.isLetter(text.charAt(i + 2));
  }
}
