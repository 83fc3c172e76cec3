package dev.signalbox.gateway.sse;

/** The names of members that matter. */
final class Names {
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
  static final int DATA = 10;
  static final int OBJECT = 11;
  static final int DETAIL = 12;
  static final int MESSAGE = 13;
  static final int DELTA = 14;
  static final int ROLE = 15;
  static final int TEXT = 16;
  static final int PROMPT_TOKENS_DETAILS = 17;

  private Names() {}

  /** Which of them a word is, or {@link #NONE}. */
  static int of(WordReader word) {
    return switch (word.length()) {
      case 4 -> word.is("role") ? ROLE : word.is("text") ? TEXT : word.is("data") ? DATA : NONE;
      case 5 ->
          word.is("model")
              ? MODEL
              : word.is("usage")
                  ? USAGE
                  : word.is("index")
                      ? INDEX
                      : word.is("error") ? ERROR : word.is("delta") ? DELTA : NONE;
      case 6 -> word.is("object") ? OBJECT : word.is("detail") ? DETAIL : NONE;
      case 7 -> word.is("choices") ? CHOICES : word.is("message") ? MESSAGE : NONE;
      case 13 ->
          word.is("finish_reason")
              ? FINISH_REASON
              : word.is("prompt_tokens")
                  ? PROMPT_TOKENS
                  : word.is("cached_tokens") ? CACHED_TOKENS : NONE;
      case 17 -> word.is("completion_tokens") ? COMPLETION_TOKENS : NONE;
      case 21 -> word.is("prompt_tokens_details") ? PROMPT_TOKENS_DETAILS : NONE;
      default -> NONE;
    };
  }
}
