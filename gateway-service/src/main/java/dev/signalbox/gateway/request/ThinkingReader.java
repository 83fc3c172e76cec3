package dev.signalbox.gateway.request;

import dev.signalbox.router.api.ClientThinking;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a body says of how much to think, in the words of the servers in use: OpenAI's {@code
 * reasoning_effort} and {@code reasoning}, Anthropic's {@code thinking}, and the switches and
 * budgets of vLLM, SGLang and others. A member whose value is not understood is the server's to
 * understand; the policy then adds nothing to it. For one use.
 */
final class ThinkingReader {
  /** Degrees of effort that mean none, or as little as the server can. */
  private static final Set<String> NONE = Set.of("none", "off", "minimal", "disabled");

  /** Anthropic's word for leaving it to others. */
  private static final String ADAPTIVE = "adaptive";

  private ClientThinking said = ClientThinking.OPEN;

  /** What was said so far. */
  ClientThinking said() {
    return said;
  }

  /**
   * Reads a member of the body to its end if it speaks of thinking.
   *
   * @return false if it does not; then nothing is read
   */
  boolean read(String name, JsonParser json, JsonToken value) {
    switch (name) {
      case "reasoning_effort", "enable_thinking", "thinking_budget", "thinking_token_budget" ->
          hear(plain(json, value));
      case "thinking" -> members(json, value, "type");
      case "reasoning" -> members(json, value, "effort");
      case "chat_template_kwargs" -> members(json, value, "enable_thinking", "thinking");
      default -> {
        return false;
      }
    }
    json.skipChildren();
    return true;
  }

  /** An object: what its members of these names say. */
  private void members(JsonParser json, JsonToken value, String... names) {
    if (value != JsonToken.START_OBJECT) {
      hear(plain(json, value));
      return;
    }
    boolean heard = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean named = Set.of(names).contains(json.currentName());
      JsonToken member = json.nextToken();
      if (named) {
        heard = true;
        hear(plain(json, member));
      }
      json.skipChildren();
    }
    if (!heard) {
      hear(ClientThinking.OTHER);
    }
  }

  private void hear(ClientThinking more) {
    said = said.and(more);
  }

  private static ClientThinking plain(JsonParser json, JsonToken value) {
    return switch (value) {
      case VALUE_TRUE -> ClientThinking.ON;
      case VALUE_FALSE -> ClientThinking.OFF;
      case VALUE_NUMBER_INT -> json.getLongValue() == 0 ? ClientThinking.OFF : ClientThinking.ON;
      case VALUE_STRING -> word(json.getString());
      default -> ClientThinking.OTHER;
    };
  }

  private static ClientThinking word(String word) {
    if (word.equals(ADAPTIVE)) {
      return ClientThinking.OPEN;
    }
    return NONE.contains(word) ? ClientThinking.OFF : ClientThinking.ON;
  }
}
