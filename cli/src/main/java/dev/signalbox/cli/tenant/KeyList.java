package dev.signalbox.cli.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of keys in the text of a tenant's file. What is made of a text is a proposal: whether it
 * says what was meant is for a parser to tell.
 */
final class KeyList {
  private static final Pattern HEAD =
      Pattern.compile("(keys[ \\t]*:)(?:[ \\t]*\\[[ \\t]*])?([ \\t]*|[ \\t]+#.*)");
  private static final Pattern ITEM = Pattern.compile("([ \\t]*)-(?:[ \\t].*)?");
  private static final Pattern PASSED_OVER = Pattern.compile("[ \\t]*(?:#.*)?");
  private static final String INDENT = "  ";

  private KeyList() {}

  /**
   * A text with one more key, before the others and indented as they are; nothing else changes.
   *
   * @param name what the key is for, in one line; null for no name
   */
  static String with(String text, ApiKey key, @Nullable String name) {
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = new ArrayList<>(List.of(text.split("\\r?\\n")));
    int head = indexOf(HEAD, lines);
    if (head < 0) {
      lines.add("keys:");
      head = lines.size() - 1;
    }
    Matcher matcher = HEAD.matcher(lines.get(head));
    if (matcher.matches()) {
      lines.set(head, matcher.group(1) + matcher.group(2));
    }
    lines.addAll(head + 1, entry(indentBelow(head, lines), key, name));
    return String.join(end, lines) + end;
  }

  private static int indexOf(Pattern pattern, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (pattern.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static String indentBelow(int head, List<String> lines) {
    return lines.stream()
        .skip(head + 1L)
        .dropWhile(line -> PASSED_OVER.matcher(line).matches())
        .findFirst()
        .map(ITEM::matcher)
        .filter(Matcher::matches)
        .map(item -> item.group(1))
        .orElse(INDENT);
  }

  private static List<String> entry(String indent, ApiKey key, @Nullable String name) {
    String hash = "sha256: \"" + key.sha256() + "\"";
    return name == null
        ? List.of(indent + "- " + hash)
        : List.of(indent + "- name: " + quoted(name), indent + "  " + hash);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
