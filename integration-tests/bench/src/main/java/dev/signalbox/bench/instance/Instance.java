package dev.signalbox.bench.instance;

import dev.signalbox.bench.checkout.Checkout;
import dev.signalbox.conformance.client.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./signalbox up} of the checkout that was built. Closing ends it and what it started. */
public final class Instance implements AutoCloseable {
  private static final long READY_SECONDS = 300;
  private static final long END_SECONDS = 15;

  private final Process process;
  private final Path output;
  private final int port;
  private final int adminPort;

  private Instance(Process process, Path output, int port, int adminPort) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.adminPort = adminPort;
  }

  /**
   * Starts it and waits for its ready line.
   *
   * @param flags of {@code up}, without ports
   * @param environment added to this process's own
   * @param output where what it prints goes
   */
  public static Instance up(List<String> flags, Map<String, String> environment, Path output)
      throws InterruptedException {
    int port = freePort();
    int adminPort = freePort();
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("signalbox").toString());
    command.add("up");
    command.addAll(flags);
    command.addAll(List.of("--port=" + port, "--admin-port=" + adminPort));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    try {
      Instance instance = new Instance(builder.start(), output, port, adminPort);
      Runtime.getRuntime().addShutdownHook(new Thread(instance::close));
      instance.awaitReady();
      return instance;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port of loopback that nobody listens on. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data port, for clients. */
  public Target target() {
    return new Target("127.0.0.1", port, "/v1", "auto", List.of());
  }

  /** Number of the data port: it names the folder of the logs. */
  public int port() {
    return port;
  }

  /** The gateway's meters. */
  public Meters meters() {
    return Meters.of(adminPort);
  }

  /** The gateway's process. */
  public Jvm gateway() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(one -> commandLine(one).contains("/gateway-service-"))
        .findFirst()
        .map(one -> new Jvm("gateway", one.pid()))
        .orElseThrow(() -> new IllegalStateException("the gateway is gone: see " + output));
  }

  /** The workers that it supervises. */
  public List<Worker> workers() {
    return process
        .descendants()
        .filter(one -> commandLine(one).contains("/worker-server-"))
        .map(one -> Worker.of(one.pid(), commandLine(one)))
        .toList();
  }

  /** The whole command line; what the platform tells of it may be cut short. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!Files.readString(output).contains("signalbox is ready")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException("signalbox did not get ready: see " + output);
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
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
