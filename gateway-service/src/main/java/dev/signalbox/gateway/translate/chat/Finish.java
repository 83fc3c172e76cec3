package dev.signalbox.gateway.translate.chat;

import org.jspecify.annotations.Nullable;

/**
 * Why an answer ended.
 *
 * @param reason the kind of end
 * @param stopText the stop sequence that ended it, where the upstream says so; else null
 */
public record Finish(Reason reason, @Nullable String stopText) {

  /** The kinds of end that a chat knows. */
  public enum Reason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER;

    /** Reads {@code finish_reason}; what is not known is an end like any other. */
    static Reason of(String name) {
      return switch (name) {
        case "length" -> LENGTH;
        case "tool_calls", "function_call" -> TOOL_CALLS;
        case "content_filter" -> CONTENT_FILTER;
        default -> STOP;
      };
    }
  }
}
