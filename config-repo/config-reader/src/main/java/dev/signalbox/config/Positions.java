package dev.signalbox.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the names and values of one file stand, by JSON Pointer. */
final class Positions {
  private static final Place TOP = new Place(1, 1);

  private final Map<String, Place> names;
  private final Map<String, Place> values;

  Positions(Map<String, Place> names, Map<String, Place> values) {
    this.names = Map.copyOf(names);
    this.values = Map.copyOf(values);
  }

  /** Where the value stands, or the nearest value above it. */
  Place valueAt(String pointer) {
    return nearest(values, pointer);
  }

  /** Where the field's name stands, or the nearest value above it. */
  Place nameAt(String pointer) {
    @Nullable Place place = names.get(pointer);
    return place != null ? place : valueAt(pointer);
  }

  private static Place nearest(Map<String, Place> places, String pointer) {
    String at = pointer;
    while (true) {
      @Nullable Place place = places.get(at);
      if (place != null) {
        return place;
      }
      int slash = at.lastIndexOf('/');
      if (slash < 0) {
        return TOP;
      }
      at = at.substring(0, slash);
    }
  }

  /** {@code /replicas/0/url} as people write it: {@code replicas[0].url}. */
  static String field(String pointer) {
    StringBuilder field = new StringBuilder();
    for (String token : pointer.split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      if (name.isEmpty()) {
        continue;
      }
      if (name.chars().allMatch(Character::isDigit)) {
        field.append('[').append(name).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(name);
      }
    }
    return field.toString();
  }

  /** The pointer to a child. */
  static String child(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** A place in a file, line and column from 1. */
  record Place(int line, int column) {}
}
