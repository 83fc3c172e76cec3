package dev.signalbox.cli.installation;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The checkout that this command belongs to, and what the start script built in it.
 *
 * @param root the repository's root
 */
public record Installation(Path root) {

  /** The one that the start script named. */
  public static Installation ofThisProcess() {
    String root = System.getProperty("signalbox.root");
    if (root == null) {
      throw new CommandFailure("signalbox.root is not set: start by the script ./signalbox");
    }
    return new Installation(Path.of(root));
  }

  /** The start script itself. */
  public Path script() {
    return root.resolve("signalbox");
  }

  /** The configuration that is used where none is named. */
  public Path defaultConfig() {
    return root.resolve("config-repo");
  }

  /** The java launcher of the JDK that runs this process. */
  public Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  public Application gateway() {
    return application("gateway");
  }

  public Application worker() {
    return application("worker");
  }

  private Application application(String name) {
    Path folder = root.resolve("target").resolve("run").resolve(name);
    try (Stream<Path> files = Files.list(folder)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().endsWith(".jar"))
              .findFirst()
              .orElseThrow(() -> new IOException("no jar in it"));
      return new Application(jar, folder.resolveSibling(name + ".aot"));
    } catch (IOException e) {
      throw new CommandFailure(folder + " is not built: start by the script ./signalbox", e);
    }
  }

  /**
   * A built application.
   *
   * @param jar its runnable jar; the libraries lie beside it
   * @param aotCache where its ahead-of-time cache is or will be
   */
  public record Application(Path jar, Path aotCache) {}
}
