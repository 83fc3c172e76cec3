package dev.signalbox.gateway.request;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.io.JsonStringEncoder;

/** Names as JSON strings in bytes, made once. Safe for use by many threads. */
public final class JsonNames {
  private static final int KEPT = 10_000;

  private final ConcurrentHashMap<String, byte[]> quoted = new ConcurrentHashMap<>();

  /** The name with its quotes, UTF-8. Nobody may change the array. */
  public byte[] quoted(String name) {
    byte[] known = quoted.get(name);
    if (known == null) {
      if (quoted.size() >= KEPT) {
        quoted.clear();
      }
      known = quote(name);
      quoted.put(name, known);
    }
    return known;
  }

  private static byte[] quote(String name) {
    char[] escaped = JsonStringEncoder.getInstance().quoteAsCharArray(name);
    return ('"' + new String(escaped) + '"').getBytes(StandardCharsets.UTF_8);
  }
}
