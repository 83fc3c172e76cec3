package dev.signalbox.cli.training;

import dev.signalbox.cli.installation.JavaCommand;
import dev.signalbox.cli.process.Ports;
import dev.signalbox.cli.terminal.Narrator;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes an application's ahead-of-time cache: runs it once, gives it traffic so that it loads what
 * requests need and the JVM sees what is hot, and lets the JVM write down what it learned. Without
 * the cache everything works, it only starts slower and is slow for longer; so what goes wrong here
 * is no failure.
 */
public final class AotTraining {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final JavaCommand java;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final String healthPath;
  private final String model;
  private final boolean asksUpstream;
  private final Narrator narrator;

  private AotTraining(
      JavaCommand java,
      List<String> arguments,
      Map<String, String> environment,
      String healthPath,
      String model,
      boolean asksUpstream,
      Narrator narrator) {
    this.java = java;
    this.arguments = arguments;
    this.environment = environment;
    this.healthPath = healthPath;
    this.model = model;
    this.asksUpstream = asksUpstream;
    this.narrator = narrator;
  }

  /** A gateway before a model server that answers at once. */
  public static AotTraining gateway(JavaCommand java, Path config, Narrator narrator) {
    return new AotTraining(
        java,
        List.of(
            "--server.address=127.0.0.1",
            "--management.server.address=127.0.0.1",
            "--management.server.port=0",
            "--signalbox.router.probe-interval=20ms",
            "--signalbox.config.dir=" + config),
        Map.of(),
        "/v1/models",
        "auto",
        true,
        narrator);
  }

  /**
   * A worker.
   *
   * @param model a small model's file
   * @param libraries the folder with the engine's libraries
   * @param environment what the libraries need to be found
   */
  public static AotTraining worker(
      JavaCommand java,
      Path model,
      Path libraries,
      Map<String, String> environment,
      Narrator narrator) {
    return new AotTraining(
        java,
        List.of(
            "--server.address=127.0.0.1",
            "--signalbox.worker.model-id=training",
            "--signalbox.worker.model-file=" + model,
            "--signalbox.worker.library-dir=" + libraries,
            "--signalbox.worker.accelerator=cpu",
            "--signalbox.worker.threads=1"),
        environment,
        "/health",
        "training",
        false,
        narrator);
  }

  /** Makes the cache. */
  void make() throws InterruptedException {
    Path cache = java.application().aotCache();
    try {
      Path fresh = cache.resolveSibling(cache.getFileName() + "." + ProcessHandle.current().pid());
      Path output = Files.createTempFile("signalbox-training", ".log");
      long begun = System.nanoTime();
      boolean written = train(fresh, output);
      if (written) {
        Files.move(
            fresh, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(output);
      }
      narrator.detail(
          "%s %s after %s"
              .formatted(
                  cache.getFileName(),
                  written ? "is made" : "could not be made (see " + output + ")",
                  Narrator.seconds(Duration.ofNanos(System.nanoTime() - begun))));
    } catch (IOException e) {
      narrator.detail("no ahead-of-time cache: " + e.getMessage());
    }
  }

  private boolean train(Path cache, Path output) throws IOException, InterruptedException {
    if (!asksUpstream) {
      return train(cache, output, List.of());
    }
    try (TrainingUpstream upstream = TrainingUpstream.start()) {
      return train(
          cache,
          output,
          List.of(
              "--signalbox.router.small=" + upstream.where(),
              "--signalbox.router.large=" + upstream.where()));
    }
  }

  private boolean train(Path cache, Path output, List<String> more)
      throws IOException, InterruptedException {
    int port = Ports.free();
    List<String> all = new ArrayList<>(arguments);
    all.addAll(more);
    all.add("--server.port=" + port);
    ProcessBuilder builder =
        new ProcessBuilder(java.train(cache, all))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try (TrainingTraffic traffic = new TrainingTraffic(port, model)) {
      if (!awaitHealth(process, traffic)) {
        return false;
      }
      traffic.run();
      process.destroy();
      return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) && Files.exists(cache);
    } finally {
      process.destroyForcibly();
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException e) {
        narrator.detail("stopped while training");
      }
    }
  }

  private boolean awaitHealth(Process process, TrainingTraffic traffic)
      throws InterruptedException {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < until) {
      if (traffic.answers(healthPath)) {
        return true;
      }
      if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }
}
