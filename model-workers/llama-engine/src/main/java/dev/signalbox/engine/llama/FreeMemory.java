package dev.signalbox.engine.llama;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How much memory this process can still claim: what the system or the container has left. */
final class FreeMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path LIMIT = Path.of("/sys/fs/cgroup/memory.max");
  private static final Path USED = Path.of("/sys/fs/cgroup/memory.current");
  private static final Path STATISTICS = Path.of("/sys/fs/cgroup/memory.stat");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
  private static final Pattern INACTIVE_FILE = Pattern.compile("(?m)^inactive_file (\\d+)$");

  private FreeMemory() {}

  /** Bytes, as the system estimates them. */
  static long bytes() {
    long system =
        number(MEMINFO, AVAILABLE)
                .orElseGet(() -> Math.ceilDiv(managementBean().getFreeMemorySize(), 1024))
            * 1024;
    OptionalLong limit = number(LIMIT, Pattern.compile("(\\d+)"));
    OptionalLong used = number(USED, Pattern.compile("(\\d+)"));
    if (limit.isEmpty() || used.isEmpty()) {
      return system;
    }
    long reclaimable = number(STATISTICS, INACTIVE_FILE).orElse(0);
    return Math.min(system, limit.getAsLong() - used.getAsLong() + reclaimable);
  }

  private static com.sun.management.OperatingSystemMXBean managementBean() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  }

  private static OptionalLong number(Path file, Pattern pattern) {
    try {
      var match = pattern.matcher(Files.readString(file));
      return match.find() ? OptionalLong.of(Long.parseLong(match.group(1))) : OptionalLong.empty();
    } catch (IOException | SecurityException e) {
      return OptionalLong.empty();
    }
  }
}
