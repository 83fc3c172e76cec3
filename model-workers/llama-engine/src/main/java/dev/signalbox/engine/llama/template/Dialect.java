package dev.signalbox.engine.llama.template;

import java.util.ArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites what jinja2 and jinjava spell differently. Only code inside tags is touched, never text.
 */
final class Dialect {
  private static final Pattern TAG = Pattern.compile("\\{%.*?%\\}|\\{\\{.*?\\}\\}", Pattern.DOTALL);
  private static final Pattern GENERATION = Pattern.compile("\\{%-?\\s*(end)?generation\\s*-?%\\}");

  /** A filter in an argument of {@code namespace()} needs brackets. */
  private static final Pattern FILTERED_ARGUMENT = Pattern.compile("=([^=,()]*\\|[^,()]*)([,)])");

  private static final Pattern LITERAL =
      Pattern.compile("'(?:\\\\.|[^'\\\\])*'|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("\u0001(\\d+)\u0001");

  /** In Python {@code not} binds weaker than comparisons, in jinjava stronger. */
  private static final Pattern NEGATED =
      Pattern.compile(
          "\\bnot\\s+([\\w.|\u0001]+(?:\\[[^\\]]*\\])*)\\s+(is(?!\\s+not\\b)\\b|in\\b|==|!=)");

  private Dialect() {}

  static String rewrite(String template) {
    var tags = TAG.matcher(GENERATION.matcher(template).replaceAll(""));
    var out = new StringBuilder();
    while (tags.find()) {
      tags.appendReplacement(out, Matcher.quoteReplacement(tag(tags.group())));
    }
    tags.appendTail(out);
    // jinja2 drops one newline at the end of a template.
    int end = out.length() - 1;
    return end >= 0 && out.charAt(end) == '\n' ? out.substring(0, end) : out.toString();
  }

  /** Rewrites a tag with its literals put aside. */
  private static String tag(String tag) {
    var literals = new ArrayList<String>();
    String code =
        LITERAL
            .matcher(tag)
            .replaceAll(literal -> {
              literals.add(literal.group());
              return "\u0001" + (literals.size() - 1) + "\u0001";
            });
    code = code.replace("[::-1]", "|reverse|list").replaceAll("\\|\\s*items\\b", ".items()");
    code = NEGATED.matcher(code).replaceAll(Dialect::negated);
    if (code.contains("namespace(")) {
      code = FILTERED_ARGUMENT.matcher(code).replaceAll("=($1)$2");
    }
    return PLACE
        .matcher(code)
        .replaceAll(
            place -> Matcher.quoteReplacement(literals.get(Integer.parseInt(place.group(1)))));
  }

  private static String negated(MatchResult match) {
    String operator =
        switch (match.group(2)) {
          case "is" -> "is not";
          case "in" -> "not in";
          case "==" -> "!=";
          default -> "==";
        };
    return Matcher.quoteReplacement(match.group(1) + " " + operator);
  }
}
