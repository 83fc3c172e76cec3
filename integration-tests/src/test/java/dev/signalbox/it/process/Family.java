package dev.signalbox.it.process;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The processes that one process started, found by what stands on their command lines. */
public final class Family {
  private Family() {}

  /** Pids of the workers below {@code pid}, oldest first. */
  public static List<Long> workers(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(Family::isWorker)
        .map(ProcessHandle::pid)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** Whether {@code pid} has an application below it that its JVM learns from. */
  public static boolean isTraining(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .anyMatch(
            process -> process.info().commandLine().orElse("").contains("-XX:AOTCacheOutput="));
  }

  /** Pids of {@code pid} and all processes below it. */
  public static List<Long> all(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Those of {@code pids} that are still there. */
  public static List<Long> alive(List<Long> pids) {
    return pids.stream().filter(Signals::isAlive).toList();
  }

  private static boolean isWorker(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("worker-server");
  }
}
