package dev.signalbox.cli.launch;

import dev.signalbox.config.ConfigSnapshot;
import java.time.Duration;

/** What {@code up} prints when everything is ready: where it is, and how to ask. */
final class Greeting {
  private static final String QUESTION =
      "{\"model\":\"auto\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Write a function that reverses a string in Java.\"}]}";

  private Greeting() {}

  static String of(UpOptions options, ConfigSnapshot config, String after) {
    String url = url(options);
    String key = needsKey(config) ? " -H \"authorization: Bearer $SIGNALBOX_API_KEY\"" : "";
    return "signalbox is ready on %s (admin http://127.0.0.1:%d)%s%n%ncurl -N %s/v1/chat/completions -H 'content-type: application/json'%s -d '%s'%n"
        .formatted(url, options.adminPort(), after, url, key, QUESTION);
  }

  static String after(Duration duration) {
    return " after %.1f s".formatted(duration.toMillis() / 1000.0);
  }

  static String url(UpOptions options) {
    boolean any = options.host().equals("0.0.0.0") || options.host().equals("::");
    String host = any ? "127.0.0.1" : options.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + options.port();
  }

  /** Whether some tenant has a key, so that requests need one. */
  static boolean needsKey(ConfigSnapshot config) {
    return config.of("tenants").stream().anyMatch(file -> !file.root().path("keys").isEmpty());
  }
}
