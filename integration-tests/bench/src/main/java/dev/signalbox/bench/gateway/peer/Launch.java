package dev.signalbox.bench.gateway.peer;

import dev.signalbox.bench.http.ChatRequest;
import dev.signalbox.bench.load.Pairs;
import dev.signalbox.bench.process.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway is started.
 *
 * @param name for the table
 * @param command without the core it is bound to
 * @param environment beside what this process has
 * @param port where it will serve
 * @param model as requests write it
 * @param key what clients authorise themselves by; null for nothing
 */
public record Launch(
    String name,
    List<String> command,
    Map<String, String> environment,
    int port,
    String model,
    @Nullable String key) {
  /** The gateway's core; the launching script binds this process to another. */
  private static final String CORE = System.getenv().getOrDefault("GATEWAY_CORE", "0");

  private static final long LIMIT_SECONDS = 120;
  private static final long SETTLE_MILLIS = 3_000;
  private static final int END_SECONDS = 15;

  /** Starts it twice and keeps the second: files are then where a second start finds them. */
  public Peer twice(Path log) throws InterruptedException {
    once(log).close();
    return once(log);
  }

  private Peer once(Path log) throws InterruptedException {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", CORE));
    pinned.addAll(command);
    long start = System.nanoTime();
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(pinned).redirectErrorStream(true);
      builder.environment().putAll(environment);
      process = builder.redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - start > LIMIT_SECONDS * 1e9) {
        end(process);
        throw new IllegalStateException(name + " did not start: see " + log);
      }
      Thread.sleep(5);
    }
    double startMillis = (System.nanoTime() - start) / 1e6;
    Thread.sleep(SETTLE_MILLIS);
    double idle = new ProcessTree(process.pid()).residentMib();
    return new Peer(name, process, port, model, key, startMillis, idle);
  }

  private boolean answers() {
    byte[] request = new ChatRequest(model, key, false, 32).bytes();
    try {
      Pairs.of(port, request, port, request, 1);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
