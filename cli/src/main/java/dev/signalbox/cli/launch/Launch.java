package dev.signalbox.cli.launch;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.failure.Unwritable;
import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.installation.JavaCommand;
import dev.signalbox.cli.instance.InstanceFiles;
import dev.signalbox.cli.instance.RunningInstance;
import dev.signalbox.cli.process.Backoff;
import dev.signalbox.cli.process.ChildSpec;
import dev.signalbox.cli.process.Ports;
import dev.signalbox.cli.process.Supervisor;
import dev.signalbox.cli.terminal.Narrator;
import dev.signalbox.store.StoreHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Carries out {@code up}: from prepared parts to a ready instance, and to its end. */
public final class Launch {
  private static final Duration READY_LIMIT = Duration.ofMinutes(10);
  private static final Duration END_LIMIT = Duration.ofSeconds(9);

  private final Installation installation;
  private final StoreHome home;
  private final Preparation preparation;
  private final Narrator narrator;
  private final PrintWriter out;
  private final InstanceFiles instances;

  public Launch(
      Installation installation,
      StoreHome home,
      Preparation preparation,
      Narrator narrator,
      PrintWriter out) {
    this.installation = installation;
    this.home = home;
    this.preparation = preparation;
    this.narrator = narrator;
    this.out = out;
    this.instances = new InstanceFiles(home.run());
  }

  /** Starts everything as children of this process and stays until this process is ended. */
  public void supervise(UpOptions options) throws InterruptedException {
    long begun = System.nanoTime();
    RunningInstance instance = instance(options, ProcessHandle.current());
    instances.claim(instance);
    try {
      Wanted wanted = preparation.check(options);
      supervise(preparation.prepare(wanted), instance, begun);
    } finally {
      instances.delete(instance);
    }
  }

  private RunningInstance instance(UpOptions options, ProcessHandle process) {
    return RunningInstance.of(process, options.port(), options.adminPort(), Greeting.url(options));
  }

  private void supervise(Prepared prepared, RunningInstance instance, long begun)
      throws InterruptedException {
    UpOptions options = prepared.gateway().options();
    Path logs = freshLogs(options);
    long own = ProcessHandle.current().pid();
    List<ChildSpec> specs = new ArrayList<>();
    JavaCommand workerJava = JavaCommand.worker(installation);
    int share =
        WorkerProcess.threads(
            Runtime.getRuntime().availableProcessors(), Math.max(1, prepared.workers().size()));
    for (WorkerProcess worker : prepared.workers()) {
      int threads = worker.model().settings().threadsOr(share);
      narrator.say(worker.announcement(prepared.engine(), threads));
      specs.add(worker.spec(workerJava, prepared.engine(), threads, logs, own));
    }
    specs.add(prepared.gateway().spec(JavaCommand.gateway(installation), logs, own));
    run(prepared, instance, specs, begun);
  }

  private void run(Prepared prepared, RunningInstance instance, List<ChildSpec> specs, long begun)
      throws InterruptedException {
    UpOptions options = prepared.gateway().options();
    try (Supervisor supervisor = new Supervisor(specs, Backoff.DEFAULT, END_LIMIT)) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                supervisor.close();
                instances.delete(instance);
              }));
      supervisor.start();
      Readiness readiness =
          new Readiness(options.adminPort(), prepared.workers(), supervisor::runs);
      Awaited awaited = new Awaited(specs.getLast().log(), 0, narrator::say);
      supervisor.awaitReady(
          () -> {
            awaited.look();
            return readiness.getAsBoolean();
          },
          READY_LIMIT);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      out.print(Greeting.of(options, prepared.config(), Greeting.after(took)));
      out.flush();
      // The end comes as a signal, and the hook does what is to be done.
      new CountDownLatch(1).await();
    }
  }

  /**
   * Where no worker is needed, writes the gateway's command line for the start script to become;
   * otherwise writes nothing, and the script becomes the supervisor. The claim is the script's, so
   * either of them has it.
   *
   * @param script process of the start script
   */
  public void plan(UpOptions options, Path plan, ProcessHandle script) throws InterruptedException {
    RunningInstance instance = instance(options, script);
    instances.claim(instance);
    try {
      Wanted wanted = preparation.check(options);
      if (!wanted.workers()) {
        writePlan(preparation.prepare(wanted), plan);
      }
    } catch (RuntimeException e) {
      instances.delete(instance);
      throw e;
    }
  }

  private void writePlan(Prepared prepared, Path plan) {
    UpOptions options = prepared.gateway().options();
    Path logs = freshLogs(options);
    List<String> words = new ArrayList<>();
    words.add(Integer.toString(options.adminPort()));
    words.add(Greeting.of(options, prepared.config(), ""));
    words.add(logs.resolve("gateway.log").toString());
    words.addAll(prepared.gateway().standAlone(JavaCommand.gateway(installation), logs));
    try {
      Files.writeString(plan, String.join("\0", words) + "\0", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + plan + ": " + e.getMessage(), e);
    }
  }

  /** The instance's log folder; what an earlier one printed there is gone. */
  private Path freshLogs(UpOptions options) {
    // Pulling models takes minutes, in which another instance may have taken the ports and the
    // logs.
    Ports.requireFree(options.host(), options.port(), "--port");
    Ports.requireFree("127.0.0.1", options.adminPort(), "--admin-port");
    Path logs = home.logs().resolve(Integer.toString(options.port()));
    try {
      Files.createDirectories(logs);
      try (var files = Files.list(logs)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
      return logs;
    } catch (IOException e) {
      throw Unwritable.below(home.logs(), e);
    }
  }
}
