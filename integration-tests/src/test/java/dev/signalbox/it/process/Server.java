package dev.signalbox.it.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One of Signalbox's servers, running. Close it after use.
 *
 * @param process the process
 * @param port where it serves, on loopback
 * @param adminPort where its readiness and meters are
 */
public record Server(Launched process, int port, int adminPort) implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(180);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  static Server start(
      String name, Path jar, List<String> arguments, int port, int adminPort, String readyPath) {
    Launched process = Launched.jar(name, jar, arguments);
    Server server = new Server(process, port, adminPort);
    try {
      process.await("readiness", () -> status(adminPort, readyPath) == 200, START_LIMIT);
      return server;
    } catch (IllegalStateException e) {
      process.close();
      throw e;
    }
  }

  /** {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** {@code http://127.0.0.1:port/v1}, as clients of OpenAI want it. */
  public String base() {
    return url() + "/v1";
  }

  /** As the gateway's options name an expert: the base URL and the model. */
  public String where(String model) {
    return base() + "#" + model;
  }

  /** {@code http://127.0.0.1:adminPort}. */
  public String adminUrl() {
    return "http://127.0.0.1:" + adminPort;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }

  private static int status(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
