package dev.signalbox.cli.launch;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.instance.InstanceFiles;
import dev.signalbox.cli.instance.RunningInstance;
import dev.signalbox.store.StoreHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@code up} as a process that outlives this one, and waits until it is ready. */
public final class Detached {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Installation installation;
  private final StoreHome home;
  private final PrintWriter out;

  public Detached(Installation installation, StoreHome home, PrintWriter out) {
    this.installation = installation;
    this.home = home;
    this.out = out;
  }

  /**
   * @param arguments of this call, {@code up} and {@code --detach} among them
   * @throws CommandFailure if it ended before it was ready
   */
  public void start(List<String> arguments, int port, int adminPort)
      throws IOException, InterruptedException {
    Path log = Files.createDirectories(home.logs()).resolve("up-" + port + ".log");
    // nohup: the process is to outlive the terminal.
    List<String> command = new ArrayList<>(List.of("nohup", installation.script().toString()));
    arguments.stream().filter(word -> !word.equals("--detach")).forEach(command::add);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Readiness readiness = new Readiness(adminPort, List.of());
    InstanceFiles instances = new InstanceFiles(home.run());
    while (!isNoted(instances, process.pid())
        || !readiness.getAsBoolean()
        || greeting(log).isEmpty()) {
      if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandFailure(lastWords(log));
      }
    }
    out.print(greeting(log));
    out.printf("./signalbox down ends it (log: %s)%n", log);
    out.flush();
  }

  private static boolean isNoted(InstanceFiles instances, long pid) {
    return instances.alive().stream().map(RunningInstance::pid).anyMatch(id -> id == pid);
  }

  private static String lastWords(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(line -> line.replaceFirst("^signalbox: ", ""))
        .orElse("it ended before it was ready (see " + log + ")");
  }

  /** Its ready line and how to ask, as it printed them. */
  private static String greeting(Path log) throws IOException {
    String all = Files.readString(log);
    int from = all.indexOf("signalbox is ready");
    return from < 0 ? "" : all.substring(from);
  }
}
