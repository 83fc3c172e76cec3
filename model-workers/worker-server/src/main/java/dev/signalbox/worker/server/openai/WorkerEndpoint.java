package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.api.WorkerStatus;
import dev.signalbox.worker.server.lifecycle.ModelHost;
import dev.signalbox.worker.server.openai.error.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What a worker says of itself, and how its model is loaded and unloaded. */
final class WorkerEndpoint {
  private static final String LOAD = "/load";
  private static final String UNLOAD = "/unload";

  private final String worker;
  private final ModelHost host;
  private final Instant started;

  WorkerEndpoint(String worker, ModelHost host, Instant started) {
    this.worker = worker;
    this.host = host;
    this.started = started;
  }

  Mono<ServerResponse> status(ServerRequest request) {
    return json(
        HttpStatus.OK, new WorkerStatus(worker, started.toEpochMilli(), List.of(host.status())));
  }

  Mono<ServerResponse> health(ServerRequest request) {
    HttpStatus status = host.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    String state = host.status().state().name().toLowerCase(Locale.ROOT);
    return json(status, Map.of("status", state));
  }

  /**
   * {@code POST /worker/models/{id}/load} or {@code /unload}; the id may hold slashes. Answers with
   * the model's status when the change is done. A client that goes away does not stop it.
   */
  Mono<ServerResponse> change(ServerRequest request) {
    String rest = request.pathVariable("change").substring(1);
    if (rest.endsWith(LOAD)) {
      return change(rest.substring(0, rest.length() - LOAD.length()), host::open);
    }
    if (rest.endsWith(UNLOAD)) {
      return change(rest.substring(0, rest.length() - UNLOAD.length()), host::unload);
    }
    return Mono.error(OpenAiRoutes.notFound(request));
  }

  private Mono<ServerResponse> change(String model, Supplier<CompletableFuture<Void>> action) {
    if (!model.equals(host.id())) {
      return Mono.error(ApiException.modelNotFound(model, host.id()));
    }
    return Mono.fromFuture(action, true)
        .onErrorMap(WorkerEndpoint::failed)
        .then(Mono.defer(() -> json(HttpStatus.OK, host.status())));
  }

  private static ApiException failed(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return new ApiException(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "load_failed",
        "the model could not be loaded: " + cause.getMessage(),
        null,
        null);
  }

  private static Mono<ServerResponse> json(HttpStatus status, Object body) {
    return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).bodyValue(body);
  }
}
