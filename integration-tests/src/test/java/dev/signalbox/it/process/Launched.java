package dev.signalbox.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A process that a test started, with its output in a file. Closing it ends it by its pid. */
public final class Launched implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration GRACE = Duration.ofSeconds(12);
  private static final int LAST_LINES = 40;

  private final String name;
  private final Process process;
  private final Path log;

  private Launched(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a command in the checkout's root.
   *
   * @param name names the log file
   * @param environment added to the test's own
   */
  public static Launched start(String name, List<String> command, Map<String, String> environment) {
    List<String> whole = new ArrayList<>();
    if (System.getProperty("os.name").equals("Linux")) {
      // whoever started the tests in the background made them deaf to SIGINT, and that is inherited
      whole.addAll(List.of("env", "--default-signal=INT"));
    }
    whole.addAll(command);
    Path log = Checkout.leavings().resolve("%s-%d.log".formatted(name, NUMBER.incrementAndGet()));
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(Checkout.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      Launched launched = new Launched(name, builder.start(), log);
      Runtime.getRuntime().addShutdownHook(new Thread(launched.process::destroyForcibly));
      return launched;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts an executable jar on the JDK that runs the tests, small and quick to start. */
  public static Launched jar(String name, Path jar, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            jar.toString()));
    command.addAll(arguments);
    return start(name, command, Map.of());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Everything it has printed. */
  public String output() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until {@code ready} holds.
   *
   * @throws IllegalStateException with the end of its output if it ends or the limit passes first
   */
  public Launched await(String what, BooleanSupplier ready, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String end = process.isAlive() ? "did not within " + limit : "ended with " + exitCode();
        throw new IllegalStateException(
            "%s: waiting for %s; it %s:%n%s".formatted(name, what, end, lastLines()));
      }
      pause();
    }
    return this;
  }

  /** Waits for its end and gives its exit code. */
  public int exitCode(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "%s: still running after %s:%n%s".formatted(name, limit, lastLines()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal, e.g. {@code INT}, {@code STOP}, {@code KILL}. */
  public void signal(String signal) {
    Signals.send(process.pid(), signal);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private int exitCode() {
    return process.isAlive() ? -1 : process.exitValue();
  }

  private String lastLines() {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private void pause() {
    try {
      process.waitFor(25, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
