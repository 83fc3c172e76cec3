package dev.signalbox.router.boot.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks up the secrets that probes present: {@code env:NAME} or {@code file:PATH}. */
public final class ProbeCredentials {
  private static final String ENV = "env:";
  private static final String FILE = "file:";

  private final Function<String, @Nullable String> environment;

  /**
   * @param environment value of an environment variable, or null
   */
  public ProbeCredentials(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /** The secret; an empty Optional if there is none or it cannot be read. Files are read aside. */
  Mono<Optional<String>> secret(@Nullable String name) {
    if (name == null) {
      return Mono.just(Optional.empty());
    }
    if (name.startsWith(ENV)) {
      return Mono.just(text(environment.apply(name.substring(ENV.length()))));
    }
    if (name.startsWith(FILE)) {
      Path path = Path.of(name.substring(FILE.length()));
      return Mono.fromCallable(() -> text(Files.readString(path)))
          .subscribeOn(Schedulers.boundedElastic())
          .onErrorReturn(IOException.class, Optional.empty());
    }
    return Mono.just(Optional.empty());
  }

  private static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
