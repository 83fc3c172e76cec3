package dev.signalbox.cli.instance;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A running Signalbox, as it noted itself down.
 *
 * @param pid process to end in order to end everything
 * @param startedAtMillis when that process started; tells it from a later one with the same pid
 * @param port data port
 * @param adminPort admin port
 * @param url where clients ask
 */
public record RunningInstance(long pid, long startedAtMillis, int port, int adminPort, String url) {

  // Start times are told from the time of boot, which each JVM reads for itself.
  private static final long CLOCK_TOLERANCE_MILLIS = 2_000;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** An instance whose life is that of a process. */
  public static RunningInstance of(ProcessHandle process, int port, int adminPort, String url) {
    return new RunningInstance(process.pid(), startOf(process), port, adminPort, url);
  }

  /** Its process, if it still lives. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(startOf(process) - startedAtMillis) < CLOCK_TOLERANCE_MILLIS);
  }

  /**
   * Whether an address without a path is this one's: the one that it tells clients, or its port on
   * loopback.
   */
  public boolean isAt(URI address) {
    return address.equals(URI.create(url))
        || ("http".equalsIgnoreCase(address.getScheme())
            && address.getPort() == port
            && address.getHost() != null
            && LOOPBACK.contains(address.getHost().toLowerCase(Locale.ROOT)));
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
