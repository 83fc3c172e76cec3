package dev.signalbox.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A child process to keep running.
 *
 * @param name what it is called in messages
 * @param command program and arguments
 * @param environment variables set in addition to this process's own
 * @param output file that takes what it prints, standard output and error together
 * @param log file that the process itself writes its log to; may not exist
 */
public record ChildSpec(
    String name, List<String> command, Map<String, String> environment, Path output, Path log) {
  public ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
