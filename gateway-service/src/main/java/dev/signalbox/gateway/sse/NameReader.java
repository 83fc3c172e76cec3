package dev.signalbox.gateway.sse;

/** Takes in a member's name byte by byte, and knows those that matter. For one thread. */
final class NameReader {
  static final int NONE = 0;
  static final int MODEL = 1;
  static final int USAGE = 2;
  static final int CHOICES = 3;
  static final int ERROR = 4;
  static final int INDEX = 5;
  static final int FINISH_REASON = 6;
  static final int PROMPT_TOKENS = 7;
  static final int COMPLETION_TOKENS = 8;
  static final int CACHED_TOKENS = 9;

  private static final int LONGEST = 20;

  private final byte[] name = new byte[LONGEST];
  private int length;

  void begin() {
    length = 0;
  }

  void add(byte c) {
    if (length < LONGEST) {
      name[length] = c;
    }
    length++;
  }

  /** Which of the known names was read, or {@link #NONE}. */
  int known() {
    return switch (length) {
      case 5 ->
          is("model")
              ? MODEL
              : is("usage") ? USAGE : is("index") ? INDEX : is("error") ? ERROR : NONE;
      case 7 -> is("choices") ? CHOICES : NONE;
      case 13 ->
          is("finish_reason")
              ? FINISH_REASON
              : is("prompt_tokens") ? PROMPT_TOKENS : is("cached_tokens") ? CACHED_TOKENS : NONE;
      case 17 -> is("completion_tokens") ? COMPLETION_TOKENS : NONE;
      default -> NONE;
    };
  }

  private boolean is(String known) {
    for (int i = 0; i < known.length(); i++) {
      if (name[i] != known.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
