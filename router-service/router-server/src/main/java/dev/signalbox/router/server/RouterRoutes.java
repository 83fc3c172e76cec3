package dev.signalbox.router.server;

import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/**
 * A router over HTTP: the records of router-api as JSON. A refusal is 422 with the {@link
 * RoutingRefusal}; a body that is no such record is 400; anything else is an accident of this
 * process. The view is all of it, or with {@code ?policies=false} the fleet alone.
 */
public final class RouterRoutes {
  private final Router router;

  private RouterRoutes(Router router) {
    this.router = router;
  }

  /** The endpoints over a router. */
  public static RouterFunction<ServerResponse> of(Router router) {
    RouterRoutes routes = new RouterRoutes(router);
    return RouterFunctions.route()
        .POST("/router/route", routes::route)
        .POST("/router/report", routes::report)
        .GET("/router/view", routes::view)
        .onError(RoutingRefusedException.class, (e, request) -> refused(e))
        .onError(ServerWebInputException.class, (e, request) -> malformed(e))
        .build();
  }

  private Mono<ServerResponse> route(ServerRequest request) {
    return request
        .bodyToMono(RoutingRequest.class)
        .flatMap(router::route)
        .flatMap(decision -> json(HttpStatus.OK, decision))
        .switchIfEmpty(missingBody());
  }

  private Mono<ServerResponse> report(ServerRequest request) {
    return request
        .bodyToMono(RoutingOutcome.class)
        .flatMap(outcome -> router.report(outcome).then(ServerResponse.noContent().build()))
        .switchIfEmpty(missingBody());
  }

  private Mono<ServerResponse> view(ServerRequest request) {
    boolean policies = !request.queryParam("policies").equals(Optional.of("false"));
    return (policies ? router.view() : router.fleet()).flatMap(view -> json(HttpStatus.OK, view));
  }

  private static Mono<ServerResponse> refused(Throwable error) {
    RoutingRefusedException refused = (RoutingRefusedException) error;
    return json(HttpStatus.UNPROCESSABLE_CONTENT, refused.refusal());
  }

  private static Mono<ServerResponse> malformed(Throwable error) {
    ServerWebInputException wrong = (ServerWebInputException) error;
    String message = wrong.getMostSpecificCause().getMessage();
    return json(HttpStatus.BAD_REQUEST, Map.of("error", "body: " + message));
  }

  private static Mono<ServerResponse> missingBody() {
    return Mono.defer(
        () -> json(HttpStatus.BAD_REQUEST, Map.of("error", "body: empty (expected: JSON)")));
  }

  private static Mono<ServerResponse> json(HttpStatus status, Object body) {
    return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).bodyValue(body);
  }
}
