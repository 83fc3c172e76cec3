package dev.signalbox.it.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Properties for a command line; the last value of a property counts. */
final class Arguments {
  private final Map<String, String> values = new LinkedHashMap<>();

  void set(String property, String value) {
    values.put(property, value);
  }

  List<String> line() {
    return values.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue()).toList();
  }
}
