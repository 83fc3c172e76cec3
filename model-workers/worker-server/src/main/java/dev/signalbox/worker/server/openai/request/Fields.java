package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.server.openai.error.ApiException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read with their types and ranges. A null counts as absent, as
 * OpenAI's clients send it. Every method throws {@link ApiException} naming field, value and what
 * was expected.
 */
public final class Fields {
  private static final int SHOWN = 80;

  private final String path;
  private final Map<String, @Nullable Object> values;

  /**
   * @param path where the object stands in the body; empty for the body itself
   * @param values its fields
   */
  public Fields(String path, Map<String, @Nullable Object> values) {
    this.path = path;
    this.values = values;
  }

  /** All fields as they came. */
  public Map<String, @Nullable Object> values() {
    return values;
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** The value of whatever type, null if absent. */
  public @Nullable Object any(String name) {
    return values.get(name);
  }

  /** A text to tell apart; empty if it is absent or no text. */
  public String word(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  /** A text that must be there and not be empty. */
  public String text(String name) {
    Object value = values.get(name);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw invalid(name, "a string that is not empty");
  }

  /** A boolean. */
  public boolean flag(String name, boolean fallback) {
    Object value = values.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw invalid(name, "true or false");
  }

  /** A whole number in a range. */
  public int whole(String name, int least, int most, int fallback) {
    Object value = values.get(name);
    if (value == null) {
      return fallback;
    }
    Long number = wholeOrNull(value);
    if (number == null || number < least || number > most) {
      throw invalid(
          name,
          most == Integer.MAX_VALUE
              ? "a whole number >= " + least
              : "a whole number from " + least + " to " + most);
    }
    return number.intValue();
  }

  /** A whole number of 64 bits, null if absent. */
  public @Nullable Long whole64(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    Long number = wholeOrNull(value);
    if (number == null) {
      throw invalid(name, "a whole number of 64 bits");
    }
    return number;
  }

  /** A number in a range, both ends included. */
  public double number(String name, double least, double most, double fallback) {
    Object value = values.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    throw invalid(name, "a number from " + plain(least) + " to " + plain(most));
  }

  /** An array, null if absent. */
  @SuppressWarnings("unchecked")
  public @Nullable List<@Nullable Object> list(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw invalid(name, "an array");
  }

  /** An object, null if absent. */
  public @Nullable Fields object(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    return of(at(name), value);
  }

  /** An element of an array that must be an object. */
  @SuppressWarnings("unchecked")
  public static Fields of(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Fields(path, (Map<String, @Nullable Object>) map);
    }
    throw ApiException.invalid(path, path + ": " + shown(value) + " (expected: an object)");
  }

  /** The place of a field in the body. */
  public String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The field is not what was expected. */
  public ApiException invalid(String name, String expected) {
    String message =
        values.containsKey(name)
            ? at(name) + ": " + shown(values.get(name)) + " (expected: " + expected + ")"
            : at(name) + " is missing (expected: " + expected + ")";
    return ApiException.invalid(at(name), message);
  }

  /** A value as it may stand in a message: short. */
  static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + shortened(text) + '"';
      case List<?> list -> "an array of " + list.size();
      case Map<?, ?> map -> "an object of " + map.size();
      default -> shortened(value.toString());
    };
  }

  static String shortened(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "...";
  }

  /** The number if it is whole and fits 64 bits, else null. */
  static @Nullable Long wholeOrNull(@Nullable Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Long number -> number;
      case Double number when number == Math.rint(number) && Math.abs(number) < 0x1.0p53 ->
          number.longValue();
      case BigInteger ignored -> null;
      case null, default -> null;
    };
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
