package dev.signalbox.store;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Signalbox keeps what it pulled and made on this machine, outside any repository.
 *
 * @param root the folder named by {@code SIGNALBOX_HOME}, or one below the user's cache folder
 */
public record StoreHome(Path root) {

  public StoreHome {
    root = root.toAbsolutePath().normalize();
  }

  /** The home that the environment asks for. */
  public static StoreHome of(Map<String, String> environment, String userHome, String osName) {
    String named = environment.getOrDefault("SIGNALBOX_HOME", "");
    if (!named.isBlank()) {
      return new StoreHome(Path.of(named));
    }
    if (osName.startsWith("Mac")) {
      return new StoreHome(Path.of(userHome, "Library", "Caches", "signalbox"));
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = cache.isBlank() ? Path.of(userHome, ".cache") : Path.of(cache);
    return new StoreHome(base.resolve("signalbox"));
  }

  /** The home of this process. */
  public static StoreHome ofThisProcess() {
    return of(System.getenv(), System.getProperty("user.home"), System.getProperty("os.name"));
  }

  /** Weights: one {@code <id>.gguf} a model. */
  public Path models() {
    return root.resolve("models");
  }

  /** Engine libraries: a folder a build. */
  public Path engines() {
    return root.resolve("engine");
  }

  /** Parts of pulls that are not complete. Deleting it loses nothing but time. */
  public Path downloads() {
    return root.resolve("downloads");
  }

  /** What the processes started by the command line printed. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Ratings of answers: a folder a tenant. */
  public Path feedback() {
    return root.resolve("feedback");
  }

  /** Tenants' heads: a folder a tenant. */
  public Path heads() {
    return root.resolve("heads");
  }

  /** Facts about running instances, one file each. */
  public Path run() {
    return root.resolve("run");
  }
}
