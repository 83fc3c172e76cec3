package dev.signalbox.cli.launch;

import dev.signalbox.cli.terminal.Narrator;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes an application's ahead-of-time cache: runs it once, asks it a few things so that it loads
 * what requests need, and lets the JVM write down what it learned. Without the cache everything
 * works, it only starts slower; so what goes wrong here is no failure.
 */
final class AotTraining {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final String QUESTION =
      "{\"model\":\"training\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true}";

  private final JavaCommand java;
  private final List<String> arguments;
  private final String healthPath;
  private final Narrator narrator;

  private AotTraining(
      JavaCommand java, List<String> arguments, String healthPath, Narrator narrator) {
    this.java = java;
    this.arguments = arguments;
    this.healthPath = healthPath;
    this.narrator = narrator;
  }

  static AotTraining gateway(JavaCommand java, Path config, Narrator narrator) {
    return new AotTraining(
        java,
        List.of(
            "--server.address=127.0.0.1",
            "--management.server.address=127.0.0.1",
            "--signalbox.config.dir=" + config),
        "/v1/models",
        narrator);
  }

  static AotTraining worker(JavaCommand java, Narrator narrator) {
    return new AotTraining(
        java,
        List.of(
            "--server.address=127.0.0.1",
            "--signalbox.worker.engine=sim",
            "--signalbox.worker.model-id=training"),
        "/health",
        narrator);
  }

  /** Makes the cache unless it is there. */
  void ensure() throws InterruptedException {
    Path cache = java.application().aotCache();
    if (Files.isRegularFile(cache)) {
      return;
    }
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
    int port = Ports.free();
    List<String> all = new ArrayList<>(arguments);
    all.add("--server.port=" + port);
    all.add("--management.server.port=" + (healthPath.equals("/health") ? port : 0));
    Process process =
        new ProcessBuilder(java.train(cache, all))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      if (awaitHealth(process, port)) {
        ask(port, "POST", "/v1/chat/completions");
        process.destroy();
        return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) && Files.exists(cache);
      }
      return false;
    } finally {
      process.destroyForcibly();
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException e) {
        narrator.detail("stopped while training");
      }
    }
  }

  private boolean awaitHealth(Process process, int port) throws InterruptedException {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < until) {
      if (ask(port, "GET", healthPath)) {
        return true;
      }
      if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private static boolean ask(int port, String method, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(5))
            .header("content-type", "application/json")
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString(QUESTION)
                    : HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
