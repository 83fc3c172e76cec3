package dev.signalbox.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A process and all that it started, as they are now.
 *
 * @param pid of the root
 */
public record ProcessTree(long pid) {
  /** The kernel counts CPU time for user space in ticks of 10 ms on every platform that we know. */
  private static final double MICROS_PER_TICK = 10_000;

  private static final double PAGES_PER_MIB = 256;
  private static final Path PROC = Path.of("/proc");

  /** This process. */
  public static ProcessTree ofThisProcess() {
    return new ProcessTree(ProcessHandle.current().pid());
  }

  /** CPU time since the start, user and system, in microseconds. */
  public double cpuMicros() {
    return sum(ProcessTree::cpuMicros);
  }

  /** Resident memory in MiB. */
  public double residentMib() {
    return sum(one -> Double.parseDouble(fields(one, "statm").get(1)) / PAGES_PER_MIB);
  }

  /** Open file descriptors. */
  public int descriptors() {
    return (int)
        sum(one -> {
          try (Stream<Path> open = Files.list(PROC.resolve(one + "/fd"))) {
            return open.count();
          } catch (IOException e) {
            return 0;
          }
        });
  }

  /** CPU time that the whole machine spent, in microseconds. */
  public static double machineCpuMicros() {
    try {
      List<String> cpu = List.of(Files.readAllLines(PROC.resolve("stat")).getFirst().split("\\s+"));
      return Stream.of(1, 2, 3, 6, 7, 8).mapToDouble(i -> Double.parseDouble(cpu.get(i))).sum()
          * MICROS_PER_TICK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double sum(ToDoubleFunction<Long> figure) {
    return ProcessHandle.of(pid).stream()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .map(ProcessHandle::pid)
        .mapToDouble(one -> {
          try {
            return figure.applyAsDouble(one);
          } catch (Gone e) {
            return 0;
          }
        })
        .sum();
  }

  private static double cpuMicros(long pid) {
    List<String> stat = fields(pid, "stat");
    return (Double.parseDouble(stat.get(11)) + Double.parseDouble(stat.get(12))) * MICROS_PER_TICK;
  }

  /** The fields of a file of one process, counted behind its name, which may hold blanks. */
  private static List<String> fields(long pid, String file) {
    try {
      String text = Files.readString(PROC.resolve(pid + "/" + file));
      return List.of(text.substring(text.lastIndexOf(')') + 1).strip().split(" "));
    } catch (IOException e) {
      // It ended, before or while it was read.
      throw new Gone(e);
    }
  }

  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Gone(IOException cause) {
      super(cause);
    }
  }
}
