package dev.signalbox.cli.launch;

import dev.signalbox.cli.failure.UsageFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Where a tier's model is: what {@code --small} and {@code --large} say. */
public sealed interface Where {

  /** Reads a flag's value. */
  static Where parse(String flag, String value, Predicate<String> isStored) {
    if (value.startsWith("http://") || value.startsWith("https://")) {
      return new Server(value, checked(flag, value));
    }
    if (isStored.test(value)) {
      return new Stored(value);
    }
    Path file = Path.of(value).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new UsageFailure(
          "%s: %s (expected: a GGUF file, a model of ./signalbox models list, or http://host:port/v1#model)"
              .formatted(flag, value));
    }
    return new GgufFile(file);
  }

  private static URI checked(String flag, String value) {
    try {
      URI uri = URI.create(value);
      if (uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw malformed(flag, value);
    }
    throw malformed(flag, value);
  }

  private static UsageFailure malformed(String flag, String value) {
    return new UsageFailure(
        "%s: %s (expected: http://host:port/v1#model, without user name and password)"
            .formatted(flag, value));
  }

  /**
   * An OpenAI-compatible server.
   *
   * @param text as given
   * @param uri the same, parsed
   */
  record Server(String text, URI uri) implements Where {}

  /** A model of the store. */
  record Stored(String model) implements Where {}

  /** A file of the user. */
  record GgufFile(Path file) implements Where {
    /** The file's name without its ending: the id of its expert. */
    String stem() {
      String name = file.getFileName().toString();
      int dot = name.lastIndexOf('.');
      return dot > 0 ? name.substring(0, dot) : name;
    }
  }
}
