package dev.signalbox.engine.llama.template;

import dev.signalbox.worker.api.ChatPrompt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps names of control tokens in a conversation apart from those that the template writes: marks
 * them before rendering, and splits the rendered text at the marks, so that each part can be
 * tokenised as what it is.
 *
 * <p>The marks are two noncharacters of Unicode, which are taken out of the conversation first. A
 * text that ends with the beginning of a control token's name gets an empty mark behind it, so that
 * the next text cannot complete the name.
 */
public final class DataMarks {
  private static final char OPEN = '\uFDD0';
  private static final char CLOSE = '\uFDD1';

  private final @Nullable Pattern names;
  private final List<String> texts;

  /**
   * @param controlTexts names of the model's control tokens
   */
  public DataMarks(List<String> controlTexts) {
    texts =
        controlTexts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    names =
        texts.isEmpty()
            ? null
            : Pattern.compile(texts.stream().map(Pattern::quote).collect(Collectors.joining("|")));
  }

  /** A part of a rendered text: what the template wrote, or a name that the conversation wrote. */
  public record Part(String text, boolean data) {}

  /** The conversation with its control names marked. */
  @SuppressWarnings("NullAway") // a record from another module: its type annotations are not seen
  public ChatPrompt mark(ChatPrompt prompt) {
    List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    for (var message : prompt.messages()) {
      messages.add(object(message));
    }
    List<Map<String, @Nullable Object>> tools = null;
    if (prompt.tools() != null) {
      tools = new ArrayList<>();
      for (var tool : prompt.tools()) {
        tools.add(object(tool));
      }
    }
    return new ChatPrompt(
        messages, tools, prompt.addGenerationPrompt(), object(prompt.templateArguments()));
  }

  private Map<String, @Nullable Object> object(Map<?, ? extends @Nullable Object> object) {
    var marked = new LinkedHashMap<String, @Nullable Object>();
    object.forEach((key, value) -> marked.put(text(String.valueOf(key)), value(value)));
    return marked;
  }

  private @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text(text);
      case Map<?, ?> map -> object(map);
      case List<?> list -> {
        List<@Nullable Object> marked = new ArrayList<>();
        for (Object item : list) {
          marked.add(value(item));
        }
        yield marked;
      }
      default -> value;
    };
  }

  private String text(String given) {
    String text = given.replace(OPEN, '\uFFFD').replace(CLOSE, '\uFFFD');
    if (names == null) {
      return text;
    }
    String marked = names.matcher(text).replaceAll(OPEN + "$0" + CLOSE);
    return endsLikeName(text) ? marked + OPEN + CLOSE : marked;
  }

  private boolean endsLikeName(String text) {
    for (String name : texts) {
      int longest = Math.min(name.length() - 1, text.length());
      for (int length = longest; length > 0; length--) {
        if (text.startsWith(name.substring(0, length), text.length() - length)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The parts of a rendered text in order, without the marks and without empty parts. */
  public static List<Part> split(String rendered) {
    var parts = new ArrayList<Part>();
    int from = 0;
    boolean data = false;
    for (int i = 0; i <= rendered.length(); i++) {
      boolean end = i == rendered.length();
      char c = end ? CLOSE : rendered.charAt(i);
      if (c == OPEN || c == CLOSE) {
        if (i > from) {
          parts.add(new Part(rendered.substring(from, i), data));
        }
        data = c == OPEN;
        from = i + 1;
      }
    }
    return parts;
  }
}
