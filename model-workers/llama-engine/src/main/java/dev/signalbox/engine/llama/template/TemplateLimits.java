package dev.signalbox.engine.llama.template;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the renderer is known to render as jinja2 does. A template that uses anything else is
 * refused when the model is loaded: a prompt that is silently wrong is worse than no prompt.
 */
final class TemplateLimits {
  private static final Pattern TAG =
      Pattern.compile("\\{%[-+]?(.*?)[-+]?%\\}|\\{\\{[-+]?(.*?)[-+]?\\}\\}", Pattern.DOTALL);
  private static final Pattern LITERAL =
      Pattern.compile("'(?:\\\\.|[^'\\\\])*'|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);
  private static final Pattern FILTER = Pattern.compile("\\|\\s*(\\w+)");
  private static final Pattern TEST = Pattern.compile("\\bis\\s+(?:not\\s+)?(\\w+)");
  private static final Pattern METHOD = Pattern.compile("\\.\\s*(\\w+)\\s*\\(");
  private static final Pattern MACRO = Pattern.compile("\\bmacro\\s+(\\w+)");
  private static final Pattern FUNCTION = Pattern.compile("(?<![.\\w|]|\\|\\s)\\b(\\w+)\\s*\\(");
  private static final Pattern OPERATOR = Pattern.compile("\\b(and|or)\\b");
  private static final Pattern BOOLEAN =
      Pattern.compile(
          "==|!=|<|>|\\bis\\b|\\bin\\b|\\bnot\\b|\\b(true|false|True|False)\\b"
              + "|\\badd_generation_prompt\\b|\\.(starts|ends)with\\b|\\bloop\\.(first|last)\\b");

  private static final Set<String> TAGS =
      Set.of(
          "if",
          "elif",
          "else",
          "endif",
          "for",
          "endfor",
          "set",
          "endset",
          "macro",
          "endmacro",
          "break",
          "continue");
  private static final Set<String> FILTERS =
      Set.of(
          "trim",
          "tojson",
          "length",
          "count",
          "reverse",
          "list",
          "join",
          "upper",
          "lower",
          "first",
          "last",
          "default",
          "replace",
          "string",
          "int",
          "selectattr",
          "rejectattr",
          "map",
          "safe",
          "title",
          "capitalize");
  private static final Set<String> TESTS =
      Set.of(
          "defined",
          "undefined",
          "none",
          "string",
          "mapping",
          "iterable",
          "sequence",
          "number",
          "true",
          "false",
          "boolean",
          "in",
          "equalto",
          "odd",
          "even");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "namespace",
          "range",
          "raise_exception",
          "if",
          "elif",
          "and",
          "or",
          "not",
          "in",
          "is",
          "set",
          "for",
          "else",
          "macro");
  private static final Set<String> LOOP =
      Set.of("first", "last", "index", "index0", "length", "revindex", "revindex0");
  private static final Pattern LOOP_FIELD = Pattern.compile("\\bloop\\.(\\w+)");

  private TemplateLimits() {}

  /**
   * Checks a template's source.
   *
   * @throws TemplateException naming the first thing that is beyond the renderer
   */
  static void check(String template) {
    var macros = new HashSet<String>();
    MACRO.matcher(template).results().forEach(m -> macros.add(m.group(1)));
    var tags = TAG.matcher(template.replaceAll("(?s)\\{#.*?#\\}", ""));
    while (tags.find()) {
      boolean statement = tags.group(1) != null;
      String code = LITERAL.matcher(statement ? tags.group(1) : tags.group(2)).replaceAll("''");
      checkTag(code.strip(), statement, macros);
    }
  }

  private static void checkTag(String code, boolean statement, Set<String> macros) {
    String keyword = statement ? code.split("\\W", 2)[0].toLowerCase(Locale.ROOT) : "";
    if (statement && !TAGS.contains(keyword)) {
      throw beyond("the tag {%% %s %%}".formatted(keyword));
    }
    known("the filter |%s", FILTER, FILTERS, code);
    known("the test 'is %s'", TEST, TESTS, code);
    known("loop.%s", LOOP_FIELD, LOOP, code);
    METHOD
        .matcher(code)
        .results()
        .map(m -> m.group(1))
        .filter(m -> !PythonStrings.METHODS.contains(m))
        .filter(m -> !PythonMethods.DICTIONARY.contains(m) && !"append".equals(m))
        .findFirst()
        .ifPresent(m -> {
          throw beyond("the method .%s()".formatted(m));
        });
    FUNCTION
        .matcher(code)
        .results()
        .map(m -> m.group(1))
        .filter(f -> !FUNCTIONS.contains(f) && !macros.contains(f))
        .findFirst()
        .ifPresent(f -> {
          throw beyond("the function %s()".formatted(f));
        });
    if ("for".equals(keyword) && code.matches("(?s)for\\b[^()]*\\bin\\b[^()]*\\bif\\b.*")) {
      throw beyond("the condition in {% for … if … %}");
    }
    if (!statement || "set".equals(keyword)) {
      checkOperands(code);
    }
  }

  /** {@code a or b} gives an operand in Python and a boolean here: alike only between booleans. */
  private static void checkOperands(String code) {
    String value = code.replaceAll("(?s)\\bif\\b.*?(\\belse\\b|$)", " ");
    if (!OPERATOR.matcher(value).find()) {
      return;
    }
    for (String operand : OPERATOR.split(value, -1)) {
      if (!BOOLEAN.matcher(operand).find()) {
        throw beyond("'and' or 'or' used as a value, in: " + code);
      }
    }
  }

  private static void known(String what, Pattern pattern, Set<String> names, String code) {
    pattern
        .matcher(code)
        .results()
        .map(m -> m.group(1))
        .filter(n -> !names.contains(n))
        .findFirst()
        .ifPresent(n -> {
          throw beyond(what.formatted(n));
        });
  }

  private static TemplateException beyond(String what) {
    return new TemplateException(
        "the model's chat template uses %s, which this renderer does not render as jinja2 does"
            .formatted(what));
  }
}
