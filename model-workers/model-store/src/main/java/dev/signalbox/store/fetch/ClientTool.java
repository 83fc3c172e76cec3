package dev.signalbox.store.fetch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ordinary command-line client of a package registry, run as a process. It ends with this JVM
 * or with an interrupt of the calling thread, whichever comes first.
 */
final class ClientTool {
  private static final int REASON_LENGTH = 160;

  private final String name;
  private final List<List<String>> candidates;
  private final Map<String, String> environment;

  private ClientTool(String name, List<List<String>> candidates, Map<String, String> environment) {
    this.name = name;
    this.candidates = candidates;
    this.environment = environment;
  }

  static ClientTool pip(Map<String, String> environment) {
    return new ClientTool(
        "pip",
        List.of(List.of("pip"), List.of("pip3"), List.of("python3", "-m", "pip")),
        environment);
  }

  static ClientTool npm(Map<String, String> environment) {
    return new ClientTool("npm", List.of(List.of("npm")), environment);
  }

  /**
   * Runs the client to its end; what it prints goes to a file beside its results.
   *
   * @throws FetchFailedException if it is not installed, cannot start or exits with an error
   */
  void run(List<String> arguments, Path log) throws FetchFailedException, InterruptedException {
    List<String> command = executable();
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new FetchFailedException(name + " could not be started: " + e.getMessage(), e);
    }
    Thread end = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(end);
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new FetchFailedException(name + ": " + reason(log, status));
      }
    } finally {
      kill(process);
      forget(end);
    }
  }

  /** By its full path: a bare name would be looked up in this JVM's own PATH. */
  private List<String> executable() throws FetchFailedException {
    for (List<String> candidate : candidates) {
      Optional<Path> file = onPath(candidate.getFirst());
      if (file.isPresent()) {
        List<String> command = new ArrayList<>(candidate);
        command.set(0, file.get().toString());
        return command;
      }
    }
    throw new FetchFailedException(name + " is not installed");
  }

  private Optional<Path> onPath(String executable) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(folder).resolve(executable);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is already going down, and the hook with it.
      return;
    }
  }

  /** The first line that says what went wrong, else the last one. */
  private static String reason(Path log, int status) {
    String said = "";
    try {
      // Decoded leniently: the client may print in any encoding.
      for (String line : new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\\R")) {
        if (line.matches("(?i)\\s*(npm )?error\\b.*") && !line.matches("(?i).*\\bcode E\\w+$")) {
          said = line.strip();
          break;
        }
        said = line.isBlank() ? said : line.strip();
      }
    } catch (IOException e) {
      said = "";
    }
    String reason = said.isEmpty() ? "exit status " + status : said;
    return reason.length() <= REASON_LENGTH ? reason : reason.substring(0, REASON_LENGTH) + "…";
  }
}
