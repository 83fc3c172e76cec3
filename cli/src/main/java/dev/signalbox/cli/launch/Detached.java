package dev.signalbox.cli.launch;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.failure.Unwritable;
import dev.signalbox.cli.failure.UsageFailure;
import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.instance.InstanceFiles;
import dev.signalbox.cli.instance.RunningInstance;
import dev.signalbox.cli.terminal.Narrator;
import dev.signalbox.store.StoreHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@code up} as a process that outlives this one, and waits until it is ready. */
public final class Detached {
  private static final Duration LOOK = Duration.ofMillis(200);

  /** The script's words on the end of a gateway come after that end. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Installation installation;
  private final StoreHome home;
  private final Narrator narrator;
  private final PrintWriter out;

  public Detached(Installation installation, StoreHome home, Narrator narrator, PrintWriter out) {
    this.installation = installation;
    this.home = home;
    this.narrator = narrator;
    this.out = out;
  }

  /**
   * @param arguments of this call, {@code up} and {@code --detach} among them
   * @throws CommandFailure if a port is taken, if nothing can be written or started, or if it ended
   *     before it was ready
   */
  public void start(List<String> arguments, int port, int adminPort) throws InterruptedException {
    InstanceFiles instances = new InstanceFiles(home.run());
    // whether others listen there is for the process to find out, which claims the ports first
    instances.requireUnclaimed(port, adminPort);
    try (FileChannel turn = turn(port)) {
      // whoever starts at the same time writes to the same log, where each would hear the other
      if (turn.tryLock() == null) {
        throw new CommandFailure(
            "another up --detach is starting on port " + port + ": choose another by --port");
      }
      begin(arguments, log(port), instances);
    } catch (IOException e) {
      throw Unwritable.below(home.root(), e);
    }
  }

  /** Told apart from what cannot be written: another home would not mend it. */
  private void begin(List<String> arguments, DetachedLog log, InstanceFiles instances)
      throws InterruptedException {
    try {
      start(arguments, log, instances);
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot start in the background (%s): start without --detach".formatted(e.getMessage()),
          e);
    }
  }

  private DetachedLog log(int port) throws IOException {
    Path log = Files.createDirectories(home.logs()).resolve("up-" + port + ".log");
    Files.write(log, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return DetachedLog.of(log);
  }

  private FileChannel turn(int port) throws IOException {
    return FileChannel.open(
        Files.createDirectories(home.run()).resolve("up-" + port + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private void start(List<String> arguments, DetachedLog log, InstanceFiles instances)
      throws IOException, InterruptedException {
    // nohup: the process is to outlive the terminal.
    List<String> command = new ArrayList<>(List.of("nohup", installation.script().toString()));
    arguments.stream().filter(word -> !word.equals("--detach")).forEach(command::add);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            // what is there is an access log that somebody may want to replay
            .redirectOutput(Redirect.appendTo(log.file().toFile()))
            .start();
    Awaited awaited = new Awaited(log.file(), log.from(), narrator::say);
    while (!isNoted(instances, process.pid()) || log.greeting().isEmpty()) {
      if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        throw ended(process.exitValue(), log);
      }
      awaited.look();
    }
    out.print(log.greeting());
    out.printf("./signalbox down ends it (log: %s)%n", log.file());
    out.flush();
  }

  private static CommandFailure ended(int status, DetachedLog log)
      throws IOException, InterruptedException {
    long limit = System.nanoTime() + LAST_WORDS.toNanos();
    while (!log.saysWhy() && System.nanoTime() < limit) {
      Thread.sleep(LOOK);
    }
    return status == UsageFailure.STATUS
        ? new UsageFailure(log.lastWords())
        : new CommandFailure(log.lastWords());
  }

  private static boolean isNoted(InstanceFiles instances, long pid) {
    return instances.alive().stream().map(RunningInstance::pid).anyMatch(id -> id == pid);
  }
}
