package dev.signalbox.cli.training;

import dev.signalbox.cli.installation.JavaCommand;
import dev.signalbox.cli.process.Ports;
import dev.signalbox.cli.terminal.Narrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an application's ahead-of-time cache: runs it once, gives it traffic so that it loads what
 * requests need and the JVM sees what is hot, and lets the JVM write down what it learned. Without
 * the cache everything works, it only starts slower and is slow for longer; so what goes wrong here
 * is told and is no failure.
 */
public final class AotTraining {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final JavaCommand java;
  private final String name;
  private final Surroundings.Maker surroundings;
  private final Map<String, String> environment;
  private final String healthPath;
  private final String model;
  private final Narrator narrator;

  private AotTraining(
      JavaCommand java,
      String name,
      Surroundings.Maker surroundings,
      Map<String, String> environment,
      String healthPath,
      String model,
      Narrator narrator) {
    this.java = java;
    this.name = name;
    this.surroundings = surroundings;
    this.environment = environment;
    this.healthPath = healthPath;
    this.model = model;
    this.narrator = narrator;
  }

  /** A gateway before a model server that answers at once, by a configuration of its own. */
  public static AotTraining gateway(JavaCommand java, Narrator narrator) {
    return new AotTraining(
        java, "gateway", GatewaySurroundings::make, Map.of(), "/v1/models", "auto", narrator);
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
        "worker",
        () -> new WorkerSurroundings(model, libraries),
        environment,
        "/health",
        "training",
        narrator);
  }

  /** Makes the cache. */
  void make() throws InterruptedException {
    long begun = System.nanoTime();
    Path cache = java.application().aotCache();
    try {
      Optional<String> failure = makeIn(cache);
      if (failure.isPresent()) {
        tell(failure.get());
        return;
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      narrator.detail("%s is made after %s".formatted(cache.getFileName(), Narrator.seconds(took)));
    } catch (IOException e) {
      tell(e.toString());
    }
  }

  /** Puts the cache in its place when it is whole; what there is of it otherwise is deleted. */
  private Optional<String> makeIn(Path cache) throws IOException, InterruptedException {
    Path fresh = cache.resolveSibling(cache.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Optional<String> failure = train(fresh);
      if (failure.isEmpty()) {
        Files.move(
            fresh, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      return failure;
    } finally {
      Files.deleteIfExists(fresh);
      // the JVM's notes, which one that was killed leaves behind
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
    }
  }

  private void tell(String why) {
    narrator.say("no ahead-of-time cache, so that the %s starts slower: %s".formatted(name, why));
  }

  /** Trains, and keeps what the application printed only where that tells something. */
  private Optional<String> train(Path cache) throws IOException, InterruptedException {
    Path output = Files.createTempFile("signalbox-training", ".log");
    boolean telling = false;
    try (Surroundings made = surroundings.make()) {
      Optional<String> failure = train(cache, output, made);
      telling = failure.isPresent();
      return failure;
    } finally {
      if (!telling) {
        Files.deleteIfExists(output);
      }
    }
  }

  private Optional<String> train(Path cache, Path output, Surroundings made)
      throws IOException, InterruptedException {
    int port = Ports.free();
    List<String> all = new ArrayList<>(made.arguments());
    all.add("--server.port=" + port);
    try (TrainingProcess process =
            TrainingProcess.start(java.train(cache, all), environment, made.folder(), output);
        TrainingTraffic traffic = new TrainingTraffic(port, model, made.key())) {
      Optional<String> failure = process.awaitAnswer(traffic, healthPath, LIMIT);
      if (failure.isPresent()) {
        return failure;
      }
      traffic.run();
      return process
          .end(LIMIT)
          .or(() ->
              Files.exists(cache)
                  ? Optional.empty()
                  : Optional.of("its JVM wrote none (see %s)".formatted(output)));
    }
  }
}
