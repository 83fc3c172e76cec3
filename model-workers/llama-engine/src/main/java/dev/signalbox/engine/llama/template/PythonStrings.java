package dev.signalbox.engine.llama.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Methods of Python's {@code str} that chat templates call. */
final class PythonStrings {
  /** Names of the methods. */
  static final Set<String> METHODS =
      Set.of(
          "startswith",
          "endswith",
          "strip",
          "lstrip",
          "rstrip",
          "upper",
          "lower",
          "title",
          "capitalize",
          "split",
          "replace",
          "find");

  private static final String WHITE_SPACE = " \t\n\r\f\u000b";

  private PythonStrings() {}

  static Object call(String text, String method, @Nullable Object[] arguments) {
    String first = arguments.length > 0 && arguments[0] != null ? arguments[0].toString() : null;
    return switch (method) {
      case "startswith" -> first != null && text.startsWith(first);
      case "endswith" -> first != null && text.endsWith(first);
      case "strip" -> strip(text, first, true, true);
      case "lstrip" -> strip(text, first, true, false);
      case "rstrip" -> strip(text, first, false, true);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "title" -> title(text);
      case "capitalize" -> capitalize(text);
      case "split" -> split(text, first, arguments.length > 1 ? arguments[1] : null);
      case "replace" -> text.replace(first == null ? "" : first, String.valueOf(arguments[1]));
      case "find" -> text.indexOf(first == null ? "" : first);
      default -> throw new TemplateException("no method %s of a text".formatted(method));
    };
  }

  /** Removes characters of a set (white space if null) from the chosen ends. */
  static String strip(String text, @Nullable String characters, boolean left, boolean right) {
    String set = characters == null ? WHITE_SPACE : characters;
    int from = 0;
    int to = text.length();
    while (left && from < to && set.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (right && to > from && set.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  private static String capitalize(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    var out = new StringBuilder(text.length());
    boolean atStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(atStart ? Character.toUpperCase(c) : Character.toLowerCase(c));
      atStart = !Character.isLetter(c);
    }
    return out.toString();
  }

  private static List<Object> split(String text, @Nullable String by, @Nullable Object most) {
    int limit = most instanceof Number n && n.intValue() >= 0 ? n.intValue() : Integer.MAX_VALUE;
    var parts = new ArrayList<Object>();
    if (by == null || by.isEmpty()) {
      for (String word : strip(text, null, true, true).split("\\s+", -1)) {
        if (!word.isEmpty()) {
          parts.add(word);
        }
      }
      return parts;
    }
    int from = 0;
    for (int at = text.indexOf(by); at >= 0 && limit-- > 0; at = text.indexOf(by, from)) {
      parts.add(text.substring(from, at));
      from = at + by.length();
    }
    parts.add(text.substring(from));
    return parts;
  }
}
