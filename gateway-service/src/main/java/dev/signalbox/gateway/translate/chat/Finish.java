package dev.signalbox.gateway.translate.chat;

import org.jspecify.annotations.Nullable;

/**
 * Why an answer ended.
 *
 * @param reason the kind of end
 * @param word the upstream's own word for it
 * @param stopText the stop sequence that ended it, where the upstream says so; else null
 */
public record Finish(Reason reason, String word, @Nullable String stopText) {

  /**
   * Reads {@code finish_reason} and what may stand beside it.
   *
   * @param word its value
   */
  static Finish of(String word, @Nullable String stopText) {
    return new Finish(Reason.of(word), word, stopText);
  }

  /** The kinds of end that a chat knows, and one for whatever else a server says. */
  public enum Reason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    OTHER;

    /** Servers have words of their own for some; what nobody knows may be half an answer. */
    private static Reason of(String word) {
      return switch (word) {
        case "stop", "end_turn", "eos_token", "stop_sequence" -> STOP;
        case "length", "max_tokens", "model_length" -> LENGTH;
        case "tool_calls", "function_call", "tool_use" -> TOOL_CALLS;
        case "content_filter" -> CONTENT_FILTER;
        default -> OTHER;
      };
    }
  }
}
