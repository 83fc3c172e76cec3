package dev.signalbox.cli.launch;

import com.sun.management.OperatingSystemMXBean;
import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A first look at whether the models fit into memory, before anything is started. The workers
 * compute exactly what a context needs; this only spares the wait where it cannot work.
 */
final class MemoryCheck {
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  /** A JVM with the engine's library, measured at 200 to 350 MB. */
  private static final long JVM = 300L << 20;

  private MemoryCheck() {}

  static void require(List<LocalModel> models) {
    require(models, available());
  }

  static void require(List<LocalModel> models, long available) {
    long needed = JVM;
    for (LocalModel model : models) {
      needed += sizeOf(model.file()) + JVM;
    }
    if (!models.isEmpty() && needed > available) {
      throw new CommandFailure(
          "too little memory: %s need about %d MB, %d MB are free; close other programs, or choose a smaller model (--small smollm2-135m) or a server (--large http://host:port/v1)"
              .formatted(
                  String.join(" and ", models.stream().map(LocalModel::id).toList()),
                  needed >> 20,
                  available >> 20));
    }
  }

  /** What programs can still take: on Linux including caches that the kernel gives back. */
  private static long available() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long limit = system.getTotalMemorySize();
    try {
      return Files.readAllLines(MEMINFO).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .map(free -> Math.min(free, limit))
          .orElse(limit);
    } catch (IOException e) {
      // No Linux: free memory is not what can be had there, so only the total is a limit.
      return limit;
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
