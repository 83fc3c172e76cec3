package dev.signalbox.gateway.request;

import dev.signalbox.gateway.request.ThinkingWord.Kind;
import dev.signalbox.router.api.ClientThinking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a body says of how much to think, in the words of the servers in use: OpenAI's {@code
 * reasoning_effort} and {@code reasoning}, Anthropic's {@code thinking}, and the switches and
 * budgets of vLLM, SGLang and others. What is not understood, a null too, is the server's to
 * understand. Where each of them stands is kept, since a policy may bound it. For one use.
 */
final class ThinkingReader {
  private static final Set<String> OFF = Set.of("none", "off", "minimal", "disabled", "false");
  private static final Set<String> ON =
      Set.of("low", "medium", "high", "xhigh", "max", "on", "enabled", "true");

  private static final String TYPE = "type";
  private static final Set<String> THINKING = Set.of(TYPE);
  private static final Set<String> REASONING = Set.of("effort", "enabled");
  private static final Set<String> TEMPLATE = Set.of("enable_thinking", "thinking");

  /** What bounds thinking inside of those objects, and does not say whether there shall be any. */
  private static final Set<String> BOUNDS =
      Set.of("budget_tokens", "max_tokens", "thinking_budget", "reasoning_effort");

  /** Anthropic's word for leaving it to others. */
  private static final String ADAPTIVE = "adaptive";

  private final BodyCursor at;
  private final List<ThinkingWord> words = new ArrayList<>(0);
  private boolean mentioned;
  private boolean on;
  private boolean off;

  ThinkingReader(BodyCursor at) {
    this.at = at;
  }

  /** Each word of it, in the order in which they came. */
  List<ThinkingWord> words() {
    return List.copyOf(words);
  }

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
          hear(name, json, value);
      case "thinking" -> members(name, json, value, THINKING);
      case "reasoning" -> members(name, json, value, REASONING);
      case "chat_template_kwargs" -> members(name, json, value, TEMPLATE);
      default -> {
        return false;
      }
    }
    json.skipChildren();
    return true;
  }

  /** An object: what its members of these names say. */
  private void members(String whole, JsonParser json, JsonToken value, Set<String> names) {
    if (value != JsonToken.START_OBJECT) {
      hear(whole, json, value);
      return;
    }
    words.add(new ThinkingWord(whole, Kind.OTHER, "", Span.NONE));
    boolean adaptive = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken member = json.nextToken();
      if (names.contains(name)) {
        understand(json, member);
        adaptive |= name.equals(TYPE) && ADAPTIVE.equals(json.getString());
      }
      if (names.contains(name) || BOUNDS.contains(name)) {
        keep(whole, json, member);
      }
      json.skipChildren();
    }
    mentioned |= !adaptive;
  }

  private void hear(String whole, JsonParser json, JsonToken value) {
    mentioned = true;
    understand(json, value);
    keep(whole, json, value);
  }

  private void keep(String whole, JsonParser json, JsonToken value) {
    Kind kind =
        switch (value) {
          case VALUE_STRING -> Kind.WORD;
          case VALUE_TRUE, VALUE_FALSE -> Kind.SWITCH;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.TOKENS;
          default -> Kind.OTHER;
        };
    Span place = kind == Kind.OTHER ? Span.NONE : new Span(at.start(), at.end());
    words.add(new ThinkingWord(whole, kind, kind == Kind.OTHER ? "" : json.getString(), place));
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
