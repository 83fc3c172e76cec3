package dev.signalbox.cli.launch;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether an instance can be used now: what its gateway says on the admin port. Another's gateway
 * that answers there does not count.
 */
final class Readiness implements BooleanSupplier {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;

  /** A header of all answers on a gateway's admin port: its process id. */
  private static final String PROCESS = "x-signalbox-process";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI readiness;
  private final List<WorkerProcess> workers;
  private final LongPredicate own;

  /**
   * @param own whether a process id is that of the instance's gateway
   */
  Readiness(int adminPort, List<WorkerProcess> workers, LongPredicate own) {
    this.readiness = URI.create("http://127.0.0.1:" + adminPort + "/actuator/health/readiness");
    this.workers = workers;
    this.own = own;
  }

  /**
   * True once the instance's own gateway is ready.
   *
   * @throws CommandFailure if a worker says that it cannot load its model
   */
  @Override
  public boolean getAsBoolean() {
    if (get(readiness)
        .filter(this::isOwn)
        .filter(answer -> answer.statusCode() == OK)
        .isPresent()) {
      return true;
    }
    workers.forEach(this::requireNotFailed);
    return false;
  }

  private boolean isOwn(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue(PROCESS)
        .filter(pid -> pid.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .filter(own::test)
        .isPresent();
  }

  private void requireNotFailed(WorkerProcess worker) {
    URI status = URI.create("http://127.0.0.1:" + worker.port() + "/worker/status");
    get(status)
        .filter(answer -> answer.statusCode() == OK)
        .ifPresent(answer -> requireNotFailed(worker, answer.body()));
  }

  private static void requireNotFailed(WorkerProcess worker, String status) {
    try {
      for (JsonNode model : JsonMapper.shared().readTree(status).path("models")) {
        if (model.path("state").asString("").equalsIgnoreCase("failed")) {
          throw new CommandFailure(
              worker.model().id()
                  + " cannot be loaded: "
                  + model.path("error").asString("no reason given"));
        }
      }
    } catch (JacksonException e) {
      throw new CommandFailure(
          "port " + worker.port() + " answers, but not as the worker " + worker.model().worker(),
          e);
    }
  }

  private Optional<HttpResponse<String>> get(URI uri) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      return Optional.of(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      // Not listening yet.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
