package dev.signalbox.router.api;

import java.util.Objects;

/**
 * What the router reads of a request's text to judge its difficulty and category. The sender cuts
 * long texts (head and tail kept, {@link #MAX_CHARS} at most each), so that a decision costs the
 * same for a 200 KB prompt as for a page.
 *
 * @param lastUser the last user turn; for plain completions the prompt; empty if there is no text
 * @param topic the user turn that {@code lastUser} leans on, as {@code Continue.} does ({@link
 *     UserTurns}); empty where it stands by itself
 * @param system system (developer) text; empty if none
 * @param turns number of messages in the conversation, 1 for a plain prompt
 * @param totalChars characters of all text in the request before any cut
 */
public record RoutingPrompt(
    String lastUser, String topic, String system, int turns, long totalChars) {

  /** Longest text that travels in one field, in UTF-16 units. */
  public static final int MAX_CHARS = 16_384;

  public RoutingPrompt {
    lastUser = cut(lastUser);
    topic = cut(Objects.requireNonNullElse(topic, "")); // older gateways do not tell it
    system = cut(system);
  }

  /** A prompt that is one text and nothing else. */
  public static RoutingPrompt of(String text) {
    return new RoutingPrompt(text, "", "", 1, text.length());
  }

  private static String cut(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    int half = MAX_CHARS / 2;
    return text.substring(0, half) + text.substring(text.length() - half);
  }
}
