package dev.signalbox.gateway.translate.body;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value in a request's body, and where it stands, so that whatever is wrong can be named.
 *
 * @param path from the body's root, as in {@code input[2].role}; empty for the root
 * @param value the value; a missing node where there is none
 */
public record Field(String path, JsonNode value) {
  private static final int LONGEST_SHOWN = 80;

  /** The body itself. */
  public static Field root(JsonNode body) {
    return new Field("", body);
  }

  /** A member of this object; one that is not there is not present. */
  public Field at(String name) {
    return new Field(path.isEmpty() ? name : path + "." + name, value.path(name));
  }

  /** Whether it is there, and is not null. */
  public boolean present() {
    return !value.isMissingNode() && !value.isNull();
  }

  /** Whether it is this very text. */
  public boolean is(String text) {
    return value.isString() && value.stringValue().equals(text);
  }

  /** A text. */
  public String text() {
    if (!value.isString()) {
      throw wrong("a string");
    }
    return value.stringValue();
  }

  /** A text, or null where there is none. */
  public @Nullable String textOrNull() {
    return present() ? text() : null;
  }

  /** True or false; false where there is nothing. */
  public boolean flag() {
    if (!present()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong("true or false");
    }
    return value.booleanValue();
  }

  /** A whole number of 32 bits, at least {@code least}. */
  public int whole(int least) {
    if (value.isBigInteger() || value.isLong()) {
      boolean great = value.bigIntegerValue().signum() > 0;
      throw wrong("a whole number, at " + (great ? "most " + Integer.MAX_VALUE : "least " + least));
    }
    if (!value.isInt() || value.intValue() < least) {
      throw wrong("a whole number, at least " + least);
    }
    return value.intValue();
  }

  /** An object. */
  public Field object() {
    if (!value.isObject()) {
      throw wrong("an object");
    }
    return this;
  }

  /** The elements of an array. */
  public List<Field> elements() {
    if (!value.isArray()) {
      throw wrong("an array");
    }
    List<Field> elements = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      elements.add(new Field(path + "[" + i + "]", value.get(i)));
    }
    return elements;
  }

  /** The elements of an array; none where there is no array. */
  public List<Field> elementsOrNone() {
    return present() ? elements() : List.of();
  }

  /** The refusal of its value, or of its absence. */
  public RefusedException wrong(String expected) {
    return new RefusedException(
        BadRequest.field(path, path + ": " + shown() + " (expected: " + expected + ")"));
  }

  /** The refusal of something that is right in its API, but that cannot be done here. */
  public RefusedException unsupported(String why) {
    return new RefusedException(new BadRequest("unsupported_feature", path + ": " + why, path));
  }

  private String shown() {
    return switch (value.getNodeType()) {
      case MISSING -> "missing";
      case OBJECT -> "an object";
      case ARRAY -> value.isEmpty() ? "an empty array" : "an array";
      default -> {
        String text = value.toString();
        yield text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
      }
    };
  }
}
