package dev.signalbox.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that the tests run in, and what was built there. */
public final class Checkout {
  private static final Path ROOT = findRoot(Path.of("").toAbsolutePath());

  private Checkout() {}

  /** The repository's root. */
  public static Path root() {
    return ROOT;
  }

  /** Where the tests keep logs and other leavings of theirs; exists. */
  public static Path leavings() {
    return folder(ROOT.resolve("integration-tests/target/it"));
  }

  /**
   * The executable jar of a module.
   *
   * @param module its folder, e.g. {@code model-workers/worker-server}
   * @throws IllegalStateException if it was not built; the message says how to
   */
  public static Path jar(String module) {
    Path target = ROOT.resolve(module).resolve("target");
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        List<Path> jars = files.filter(f -> f.toString().endsWith("-exec.jar")).sorted().toList();
        if (!jars.isEmpty()) {
          return jars.getLast();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException(
        target + ": no *-exec.jar (expected: built by mvn -pl " + module + " -am package)");
  }

  static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path findRoot(Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("model-workers")) && Files.exists(at.resolve("pom.xml"))) {
        return at;
      }
    }
    throw new IllegalStateException(from + ": not inside a checkout");
  }
}
