package dev.signalbox.bench.instance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks servers on loopback about themselves. */
final class Loopback {
  private static final int TIMEOUT_MILLIS = 5_000;

  private Loopback() {}

  static JsonNode json(int port, String path) {
    return JsonMapper.shared().readTree(text(port, path));
  }

  /**
   * @throws UncheckedIOException unless it answers 200
   */
  static String text(int port, String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      HttpURLConnection asked = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      asked.setConnectTimeout(TIMEOUT_MILLIS);
      asked.setReadTimeout(TIMEOUT_MILLIS);
      // A connection kept for later would count among the server's descriptors.
      asked.setRequestProperty("Connection", "close");
      try (InputStream in = asked.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } finally {
        asked.disconnect();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
