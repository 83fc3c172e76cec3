package dev.signalbox.engine.llama.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tojson} filter of chat templates: the bytes of Python's {@code json.dumps(value,
 * ensure_ascii=False, indent=...)}, keys in the order of the request.
 */
final class PythonJson implements AdvancedFilter {
  @Override
  public String getName() {
    return "tojson";
  }

  @Override
  public Object filter(
      @Nullable Object value,
      JinjavaInterpreter interpreter,
      Object[] arguments,
      Map<String, Object> named) {
    Object indent = arguments.length > 0 ? arguments[0] : named.get("indent");
    var out = new StringBuilder();
    write(value, indent instanceof Number n ? n.intValue() : -1, 0, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, int indent, int depth, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        String separator = "";
        out.append('{');
        for (var entry : map.entrySet()) {
          out.append(separator);
          newLine(indent, depth + 1, out);
          text(String.valueOf(entry.getKey()), out);
          out.append(": ");
          write(entry.getValue(), indent, depth + 1, out);
          separator = indent < 0 ? ", " : ",";
        }
        close(map.isEmpty(), '}', indent, depth, out);
      }
      case Collection<?> list -> {
        String separator = "";
        out.append('[');
        for (Object item : list) {
          out.append(separator);
          newLine(indent, depth + 1, out);
          write(item, indent, depth + 1, out);
          separator = indent < 0 ? ", " : ",";
        }
        close(list.isEmpty(), ']', indent, depth, out);
      }
      case Double d -> out.append(number(d));
      case Float f -> out.append(number(f));
      case BigDecimal d -> out.append(number(d.doubleValue()));
      case Number n -> out.append(n);
      case Boolean b -> out.append(b);
      default -> text(value.toString(), out);
    }
  }

  private static void newLine(int indent, int depth, StringBuilder out) {
    if (indent >= 0) {
      out.append('\n').append(" ".repeat(indent * depth));
    }
  }

  private static void close(boolean empty, char bracket, int indent, int depth, StringBuilder out) {
    if (!empty) {
      newLine(indent, depth, out);
    }
    out.append(bracket);
  }

  /** Python's repr of a float: plain from 1e-4 to 1e16, a two-digit signed exponent beyond. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
    String digits = Double.toString(value);
    int exponentAt = digits.indexOf('E');
    if (exponentAt < 0) {
      return digits;
    }
    if (size >= 1e-4 && size < 1e16) {
      String plain = new BigDecimal(digits).toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    int exponent = Integer.parseInt(digits.substring(exponentAt + 1));
    String mantissa = digits.substring(0, exponentAt).replaceAll("\\.0$", "");
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
