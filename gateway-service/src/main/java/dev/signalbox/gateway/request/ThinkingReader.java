package dev.signalbox.gateway.request;

import dev.signalbox.router.api.ClientThinking;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a body says of how much to think, in the words of the servers in use: OpenAI's {@code
 * reasoning_effort} and {@code reasoning}, Anthropic's {@code thinking}, and the switches and
 * budgets of vLLM, SGLang and others. What is not understood, a null too, is the server's to
 * understand. For one use.
 */
final class ThinkingReader {
  private static final Set<String> OFF = Set.of("none", "off", "minimal", "disabled", "false");
  private static final Set<String> ON =
      Set.of("low", "medium", "high", "xhigh", "max", "on", "enabled", "true");

  private static final String TYPE = "type";
  private static final Set<String> THINKING = Set.of(TYPE);
  private static final Set<String> REASONING = Set.of("effort", "enabled");
  private static final Set<String> TEMPLATE = Set.of("enable_thinking", "thinking");

  /** Anthropic's word for leaving it to others. */
  private static final String ADAPTIVE = "adaptive";

  private boolean mentioned;
  private boolean on;
  private boolean off;

  /** What was said so far. */
  ClientThinking said() {
    if (on != off) {
      return on ? ClientThinking.ON : ClientThinking.OFF;
    }
    return mentioned ? ClientThinking.OTHER : ClientThinking.OPEN;
  }

  /**
   * Reads a member of the body to its end if it speaks of thinking.
   *
   * @return false if it does not; then nothing is read
   */
  boolean read(String name, JsonParser json, JsonToken value) {
    switch (name) {
      case "reasoning_effort", "enable_thinking", "thinking_budget", "thinking_token_budget" ->
          hear(json, value);
      case "thinking" -> members(json, value, THINKING);
      case "reasoning" -> members(json, value, REASONING);
      case "chat_template_kwargs" -> members(json, value, TEMPLATE);
      default -> {
        return false;
      }
    }
    json.skipChildren();
    return true;
  }

  /** An object: what its members of these names say. */
  private void members(JsonParser json, JsonToken value, Set<String> names) {
    if (value != JsonToken.START_OBJECT) {
      hear(json, value);
      return;
    }
    boolean adaptive = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken member = json.nextToken();
      if (names.contains(name)) {
        understand(json, member);
        adaptive |= name.equals(TYPE) && ADAPTIVE.equals(json.getString());
      }
      json.skipChildren();
    }
    mentioned |= !adaptive;
  }

  private void hear(JsonParser json, JsonToken value) {
    mentioned = true;
    understand(json, value);
  }

  private void understand(JsonParser json, JsonToken value) {
    switch (value) {
      case VALUE_TRUE -> on = true;
      case VALUE_FALSE -> off = true;
      case VALUE_NUMBER_INT -> tokens(json.getString());
      case VALUE_STRING -> word(json.getString().toLowerCase(Locale.ROOT));
      default -> {}
    }
  }

  /** A number of tokens, of any length; some servers have meanings of their own below 0. */
  private void tokens(String number) {
    off |= number.equals("0");
    on |= !number.startsWith("-") && !number.equals("0");
  }

  private void word(String word) {
    on |= ON.contains(word);
    off |= OFF.contains(word);
  }
}
