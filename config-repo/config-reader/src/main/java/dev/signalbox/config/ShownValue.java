package dev.signalbox.config;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A value as messages show it: short, on one line, and masked where the field's name says that a
 * secret may have been written into it by mistake.
 */
final class ShownValue {
  private static final int MAX_CHARS = 80;
  private static final Pattern SECRET =
      Pattern.compile("credential|secret|password|passwd|token$|api_?key|authorization");

  /** Where keys stand as their hashes; what is no hash may be the key itself. */
  private static final Pattern HASHED = Pattern.compile("(^|\\.)(sha256|keys(\\[[0-9]+])?)$");

  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  private ShownValue() {}

  static String of(String field, JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    if (value.isObject()) {
      return "a mapping";
    }
    if (value.isArray()) {
      return "a list of " + value.size();
    }
    if (!value.isNull() && isSecret(field.toLowerCase(Locale.ROOT), value)) {
      return "***";
    }
    String text = value.toString();
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
  }

  private static boolean isSecret(String field, JsonNode value) {
    return SECRET.matcher(field).find()
        || HASHED.matcher(field).find() && !HASH.matcher(value.asString("")).matches();
  }
}
