package dev.signalbox.cli.suite;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs Maven in a checkout, with its output going where this process's goes. */
public final class MavenRun {
  private final Path root;

  public MavenRun(Path root) {
    this.root = root;
  }

  /** Runs to the end and returns the exit status; ends with this JVM. */
  public int run(List<String> goals, Map<String, String> environment) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B"));
    command.addAll(goals);
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile()).inheritIO();
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new CommandFailure(
          "Maven is missing: install Maven 3.8.7 or newer (for example: apt-get install maven)", e);
    }
    Thread end =
        new Thread(() -> {
          process.descendants().forEach(ProcessHandle::destroy);
          process.destroy();
        });
    Runtime.getRuntime().addShutdownHook(end);
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    return status;
  }
}
