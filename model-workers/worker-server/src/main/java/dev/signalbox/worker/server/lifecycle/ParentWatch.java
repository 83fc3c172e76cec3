package dev.signalbox.worker.server.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells whether the process that started this one is still there. A process is known by id and
 * start time, so that an id given to another process is not taken for it; one that has ended and
 * only waits to be collected (a zombie) is gone.
 */
public final class ParentWatch {
  private final long pid;
  private final Optional<Instant> started;
  private final boolean child;

  private ParentWatch(long pid) {
    this.pid = pid;
    this.started = startOf(pid);
    this.child = isParent(pid);
  }

  /**
   * Watches a process from now on.
   *
   * @param pid id of the process; if there is none, it counts as gone
   */
  public static ParentWatch of(long pid) {
    return new ParentWatch(pid);
  }

  /** Whether the process has ended. Cheap enough to ask every second. */
  public boolean gone() {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.isEmpty()
        || !process.get().isAlive()
        || !startOf(pid).equals(started)
        || (child && !isParent(pid))
        || zombie();
  }

  private boolean zombie() {
    Path status = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String line = Files.readString(status);
      return line.startsWith(" Z", line.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return false; // No such file system here: the handle's word stands.
    }
  }

  private static boolean isParent(long pid) {
    return ProcessHandle.current()
        .parent()
        .map(ProcessHandle::pid)
        .filter(p -> p == pid)
        .isPresent();
  }

  private static Optional<Instant> startOf(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
  }
}
