package dev.signalbox.cli.launch;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a child's words go: its log, which it writes and rolls over itself, and whatever else it
 * prints (a JVM's or an engine's last words).
 *
 * @param folder the instance's log folder
 * @param name the child's file name
 */
record Logs(Path folder, String name) {

  Path log() {
    return folder.resolve(name + ".log");
  }

  Path output() {
    return folder.resolve(name + ".out");
  }

  List<String> arguments() {
    return List.of("--logging.file.name=" + log(), "--logging.threshold.console=off");
  }
}
