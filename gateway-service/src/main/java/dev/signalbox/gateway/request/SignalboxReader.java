package dev.signalbox.gateway.request;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the {@code signalbox} object of a request. Strict: a wish that is not known is refused. */
final class SignalboxReader {
  private static final int LONGEST_NAME = 256;

  private @Nullable Mode mode;
  private @Nullable String policy;
  private @Nullable Double maxLargeShare;
  private @Nullable Double quality;
  private @Nullable String session;
  private boolean explain;
  private boolean present;

  /** Reads the value; the parser stands on it. */
  void read(JsonParser json, JsonToken value) {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    if (value != JsonToken.START_OBJECT) {
      throw wrong("signalbox", "an object");
    }
    present = true;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken member = json.nextToken();
      if (member == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (name) {
        case "mode" -> mode = mode(text(json, name, member));
        case "policy" -> policy = text(json, name, member);
        case "session" -> session = text(json, name, member);
        case "max_large_share" -> maxLargeShare = share(json, name, member);
        case "quality" -> quality = share(json, name, member);
        case "explain" -> explain = bool(name, member);
        default ->
            throw wrong(
                "signalbox." + name,
                "one of mode, policy, max_large_share, quality, session, explain");
      }
    }
  }

  private static @Nullable Mode mode(String name) {
    if (name.equals("auto")) {
      return null;
    }
    for (Mode mode : Mode.values()) {
      if (mode.wireName().equals(name)) {
        return mode;
      }
    }
    String known =
        Arrays.stream(Mode.values()).map(Mode::wireName).collect(Collectors.joining(", "));
    throw new RefusedException(
        BadRequest.field(
            "signalbox.mode",
            "signalbox.mode: \"" + shown(name) + "\" (expected: one of auto, " + known + ")"));
  }

  private static String text(JsonParser json, String name, JsonToken value) {
    if (value != JsonToken.VALUE_STRING) {
      throw wrong("signalbox." + name, "a string");
    }
    String text = json.getString();
    if (text.isEmpty() || text.length() > LONGEST_NAME) {
      throw wrong("signalbox." + name, "1 to " + LONGEST_NAME + " characters");
    }
    return text;
  }

  private static Double share(JsonParser json, String name, JsonToken value) {
    if (value.isNumeric()) {
      double share = json.getDoubleValue();
      if (share >= 0 && share <= 1) {
        return share;
      }
    }
    throw wrong("signalbox." + name, "a number from 0 to 1");
  }

  private static boolean bool(String name, JsonToken value) {
    if (!value.isBoolean()) {
      throw wrong("signalbox." + name, "true or false");
    }
    return value == JsonToken.VALUE_TRUE;
  }

  private static RefusedException wrong(String field, String expected) {
    return new RefusedException(
        BadRequest.field(shown(field), shown(field) + ": wrong (expected: " + expected + ")"));
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  Preferences preferences() {
    return present
        ? new Preferences(mode, policy, maxLargeShare, quality, session)
        : Preferences.NONE;
  }

  boolean explain() {
    return explain;
  }
}
