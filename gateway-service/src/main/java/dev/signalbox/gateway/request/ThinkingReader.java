package dev.signalbox.gateway.request;

import dev.signalbox.gateway.request.ThinkingWord.Kind;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.ThinkingForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a body says of how much to think, in the words of the servers in use: OpenAI's {@code
 * reasoning_effort} and {@code reasoning}, Anthropic's {@code thinking}, and the switches and
 * budgets of vLLM, SGLang and others. What is not understood, a null too, is the server's to
 * understand. Where each of them stands is kept, since a policy may bound it. A server may have
 * names of its own besides; they are known once it is known who answers. For one use.
 */
final class ThinkingReader {
  private static final Set<String> OFF = Set.of("none", "off", "minimal", "disabled", "false");
  private static final Set<String> ON =
      Set.of("low", "medium", "high", "xhigh", "max", "on", "enabled", "true");

  private static final String TYPE = "type";
  private static final Set<String> THINKING = Set.of(TYPE);
  private static final Set<String> REASONING = Set.of("effort", "enabled");
  private static final String KWARGS = "chat_template_kwargs";
  private static final Set<String> TEMPLATE = Set.of("enable_thinking", "thinking");

  /** Members whose words are degrees. */
  private static final Set<String> DEGREES = Set.of("reasoning_effort", "effort");

  /** Members whose numbers are tokens. */
  private static final Set<String> BUDGETS =
      Set.of("budget_tokens", "max_tokens", "thinking_budget", "thinking_token_budget");

  /** Those of them that are members of the body itself. */
  private static final Set<String> OUTER_BUDGETS =
      Set.of("thinking_budget", "thinking_token_budget");

  /** What bounds thinking inside of those objects, and does not say whether there shall be any. */
  private static final Set<String> BOUNDS =
      Set.of("budget_tokens", "max_tokens", "thinking_budget", "reasoning_effort");

  /** Anthropic's word for leaving it to others. */
  private static final String ADAPTIVE = "adaptive";

  private final BodyCursor at;
  private final @Nullable ThinkingForm form;
  private final List<ThinkingWord> words = new ArrayList<>(0);
  private boolean mentioned;
  private boolean on;
  private boolean off;

  /** A switch of a template's own is on: it may be one for thinking. */
  private boolean perhapsOn;

  /** A reader of the words that are in use. */
  ThinkingReader(BodyCursor at) {
    this(at, null);
  }

  private ThinkingReader(BodyCursor at, @Nullable ThinkingForm form) {
    this.at = at;
    this.form = form;
  }

  /** Whether a server's form has no name that is not in use elsewhere. */
  static boolean knows(ThinkingForm form) {
    return (form.flag() == null || TEMPLATE.contains(form.flag()))
        && (form.budget() == null || OUTER_BUDGETS.contains(form.budget()));
  }

  /**
   * Reads a body that was read before, with a server's own names beside those in use.
   *
   * @return each word of it, in the order in which they came
   */
  static List<ThinkingWord> words(StrictJson strict, byte[] bytes, int length, ThinkingForm form) {
    try (JsonParser json = strict.parser(bytes, length)) {
      ThinkingReader reader = new ThinkingReader(new BodyCursor(bytes, json), form);
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (!reader.read(name, json, value)) {
          json.skipChildren();
        }
      }
      return reader.words();
    }
  }

  /** Each word of it, in the order in which they came. */
  List<ThinkingWord> words() {
    return List.copyOf(words);
  }

  /** What was said so far. */
  ClientThinking said() {
    if (on != off && !(off && perhapsOn)) {
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
      case KWARGS -> members(name, json, value, TEMPLATE);
      default -> {
        if (!isOwnBudget(name)) {
          return false;
        }
        hear(name, json, value);
      }
    }
    json.skipChildren();
    return true;
  }

  private boolean isOwnBudget(String name) {
    return form != null && name.equals(form.budget());
  }

  private boolean isOwnSwitch(String whole, String name) {
    return form != null && whole.equals(KWARGS) && name.equals(form.flag());
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
      boolean known = names.contains(name) || isOwnSwitch(whole, name);
      if (known) {
        understand(name, json, member);
        adaptive |= name.equals(TYPE) && ADAPTIVE.equals(json.getString());
      }
      if (known || BOUNDS.contains(name)) {
        keep(whole, name, json, member);
      } else {
        perhapsOn |= whole.equals(KWARGS) && member == JsonToken.VALUE_TRUE;
      }
      json.skipChildren();
    }
    mentioned |= !adaptive;
  }

  private void hear(String whole, JsonParser json, JsonToken value) {
    mentioned = true;
    understand(whole, json, value);
    keep(whole, whole, json, value);
  }

  private void keep(String whole, String name, JsonParser json, JsonToken value) {
    Kind kind = kind(whole, name, value);
    if (kind == Kind.OTHER) {
      words.add(new ThinkingWord(whole, kind, "", Span.NONE));
      return;
    }
    int start = at.start();
    String text = value.isScalarValue() ? json.getString() : "";
    json.skipChildren();
    words.add(new ThinkingWord(whole, kind, text, new Span(start, at.end())));
  }

  /** A false is a no wherever it stands. */
  private Kind kind(String whole, String name, JsonToken value) {
    if (value == JsonToken.VALUE_FALSE) {
      return Kind.SWITCH;
    }
    if (BUDGETS.contains(name) || isOwnBudget(name)) {
      boolean unsaid = value == JsonToken.VALUE_NULL && !whole.equals(name);
      return unsaid ? Kind.OTHER : Kind.TOKENS;
    }
    return switch (value) {
      case VALUE_STRING -> Kind.WORD;
      case VALUE_NULL -> Kind.OTHER;
      default -> DEGREES.contains(name) ? Kind.STRANGE : elsewhere(value);
    };
  }

  private static Kind elsewhere(JsonToken value) {
    return switch (value) {
      case VALUE_TRUE -> Kind.SWITCH;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      default -> Kind.OTHER;
    };
  }

  private void understand(String name, JsonParser json, JsonToken value) {
    switch (value) {
      case VALUE_TRUE -> on = true;
      case VALUE_FALSE -> off = true;
      case VALUE_NUMBER_INT -> {
        if (!DEGREES.contains(name)) {
          tokens(json.getString());
        }
      }
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
