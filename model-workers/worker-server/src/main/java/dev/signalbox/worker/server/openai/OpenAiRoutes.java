package dev.signalbox.worker.server.openai;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import dev.signalbox.worker.server.lifecycle.ModelHost;
import dev.signalbox.worker.server.meter.Endpoint;
import dev.signalbox.worker.server.meter.WorkerMeters;
import dev.signalbox.worker.server.openai.error.ApiException;
import dev.signalbox.worker.server.openai.request.ChatRequest;
import dev.signalbox.worker.server.openai.request.CompletionRequest;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Every path of the worker, each with its one method; anything else is 404 or 405 as JSON. */
public final class OpenAiRoutes {
  private final RouterFunctions.Builder routes = RouterFunctions.route();

  private OpenAiRoutes() {}

  /**
   * The routes.
   *
   * @param worker the worker's id
   * @param seeds gives a seed where a request has none
   */
  public static RouterFunction<ServerResponse> of(
      String worker,
      ModelHost host,
      BodyReader bodies,
      WorkerMeters meters,
      InstantSource clock,
      LongSupplier seeds) {
    GenerationEndpoint chat =
        new GenerationEndpoint(
            Endpoint.CHAT,
            body -> new ChatAsked(ChatRequest.read(body, seeds)),
            bodies,
            host,
            meters,
            clock);
    GenerationEndpoint completions =
        new GenerationEndpoint(
            Endpoint.COMPLETIONS,
            body -> new CompletionAsked(CompletionRequest.read(body, seeds)),
            bodies,
            host,
            meters,
            clock);
    TokenizeEndpoint tokens = new TokenizeEndpoint(bodies, host);
    EmbeddingEndpoint embeddings = new EmbeddingEndpoint(bodies, host, meters);
    ModelsEndpoint models = new ModelsEndpoint(host, clock.instant());
    WorkerEndpoint self = new WorkerEndpoint(worker, host, clock.instant());
    return new OpenAiRoutes()
        .add(HttpMethod.POST, "/v1/chat/completions", chat::answer)
        .add(HttpMethod.POST, "/v1/completions", completions::answer)
        .add(HttpMethod.POST, "/v1/embeddings", embeddings::answer)
        .add(HttpMethod.POST, "/tokenize", tokens::answer)
        .add(HttpMethod.GET, "/v1/models", models::list)
        .add(HttpMethod.GET, "/v1/models/{*id}", models::one)
        .add(HttpMethod.GET, "/worker/status", self::status)
        .add(HttpMethod.POST, "/worker/models/{*change}", self::change)
        .add(HttpMethod.GET, "/health", self::health)
        .build();
  }

  private OpenAiRoutes add(
      HttpMethod method, String pattern, HandlerFunction<ServerResponse> handler) {
    routes.route(RequestPredicates.method(method).and(path(pattern)), handler);
    routes.route(path(pattern), request -> wrongMethod(request, method));
    return this;
  }

  private RouterFunction<ServerResponse> build() {
    return routes.route(RequestPredicates.all(), request -> Mono.error(notFound(request))).build();
  }

  static ApiException notFound(ServerRequest request) {
    return new ApiException(
        HttpStatus.NOT_FOUND,
        "not_found",
        request.method() + " " + request.path() + " does not exist here",
        null,
        null);
  }

  private static Mono<ServerResponse> wrongMethod(ServerRequest request, HttpMethod expected) {
    request.exchange().getResponse().getHeaders().set(HttpHeaders.ALLOW, expected.name());
    return Mono.error(
        new ApiException(
            HttpStatus.METHOD_NOT_ALLOWED,
            "method_not_allowed",
            request.method() + " " + request.path() + " (expected: " + expected + ")",
            null,
            null));
  }
}
