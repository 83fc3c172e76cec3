package dev.signalbox.bench.instance;

import dev.signalbox.bench.process.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A JVM of the same user.
 *
 * @param name for tables
 * @param pid its process
 */
public record Jvm(String name, long pid) {

  /**
   * Collects garbage and says what lives.
   *
   * @return MiB of objects
   */
  public double liveMib() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asked =
          new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.lines()
          .filter(line -> line.startsWith("Total"))
          .mapToDouble(line -> Double.parseDouble(line.strip().split("\\s+")[2]) / 1048576)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(name + " has no histogram: " + said));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resident memory in MiB. */
  public double residentMib() {
    return tree().residentMib();
  }

  /** Open file descriptors. */
  public int descriptors() {
    return tree().descriptors();
  }

  private ProcessTree tree() {
    return new ProcessTree(pid);
  }
}
