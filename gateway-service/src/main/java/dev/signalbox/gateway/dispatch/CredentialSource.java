package dev.signalbox.gateway.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns the name of a credential into the secret. A placement carries the name only: {@code
 * env:NAME} or {@code file:PATH}. What was found is kept for a few seconds, so that a file that
 * changes is taken up without a read for each request. Safe for use by many threads.
 */
public final class CredentialSource {
  private static final String ENV = "env:";
  private static final String FILE = "file:";
  private static final long KEPT_NANOS = Duration.ofSeconds(10).toNanos();

  private final UnaryOperator<@Nullable String> environment;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, Found> found = new ConcurrentHashMap<>();

  /**
   * @param environment value of an environment variable, or null
   * @param nanoTime a clock like {@link System#nanoTime()}
   */
  public CredentialSource(UnaryOperator<@Nullable String> environment, LongSupplier nanoTime) {
    this.environment = environment;
    this.nanoTime = nanoTime;
  }

  /**
   * The secret of that name.
   *
   * @return null if the variable is not set or the file cannot be read or is empty
   */
  public @Nullable String secret(String name) {
    Found known = found.get(name);
    long now = nanoTime.getAsLong();
    if (known == null || now - known.at > KEPT_NANOS) {
      known = new Found(look(name), now);
      found.put(name, known);
    }
    return known.secret;
  }

  private @Nullable String look(String name) {
    if (name.startsWith(ENV)) {
      return blankIsNull(environment.apply(name.substring(ENV.length())));
    }
    if (name.startsWith(FILE)) {
      try {
        return blankIsNull(Files.readString(Path.of(name.substring(FILE.length()))));
      } catch (IOException e) {
        return null;
      }
    }
    return null;
  }

  private static @Nullable String blankIsNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private record Found(@Nullable String secret, long at) {}
}
