package dev.signalbox.bench.chaos;

import dev.signalbox.bench.instance.Jvm;
import dev.signalbox.bench.instance.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A worker that is started again whenever it ended, as a supervisor does. */
final class KeptWorker implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String name;
  private final List<String> command;
  private final int port;
  private final Path log;
  private Process process;
  private boolean closed;

  private KeptWorker(String name, List<String> command, int port, Path log) throws IOException {
    this.name = name;
    this.command = List.copyOf(command);
    this.port = port;
    this.log = log;
    this.process = launch();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    Thread.ofVirtual().start(this::keep);
  }

  static KeptWorker start(String name, List<String> command, int port, Path log) {
    try {
      return new KeptWorker(name, command, port, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  Path log() {
    return log;
  }

  /** The process that runs now. */
  synchronized Worker worker() {
    return new Worker(new Jvm("worker " + name, process.pid()), port);
  }

  /** Ends it without a warning. */
  void kill() {
    signal("KILL");
  }

  /** Stops it where it stands; connections stay open and nobody answers. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private synchronized void signal(String signal) {
    if (!process.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    try {
      while (true) {
        current().waitFor();
        Thread.sleep(PAUSE);
        synchronized (this) {
          if (closed) {
            return;
          }
          process = launch();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Process current() {
    return process;
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.destroyForcibly();
  }
}
