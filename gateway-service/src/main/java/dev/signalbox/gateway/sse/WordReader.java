package dev.signalbox.gateway.sse;

/**
 * Takes in one short word byte by byte: a member's name, or a text that may be one of few. Longer
 * ones are none of them. For one thread.
 */
final class WordReader {
  private static final int LONGEST = 21;

  private final byte[] word = new byte[LONGEST];
  private int length;

  void begin() {
    length = 0;
  }

  void add(byte c) {
    if (length < LONGEST) {
      word[length] = c;
    }
    length++;
  }

  /** Number of bytes, those beyond the longest word included. */
  int length() {
    return length;
  }

  /** Whether the word is this one, of ASCII and at most {@value #LONGEST} bytes. */
  boolean is(String known) {
    if (length != known.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word[i] != known.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
