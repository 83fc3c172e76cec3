package dev.signalbox.gateway.web;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.request.Endpoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers whatever no endpoint answers, in the shape in which clients of this API read errors. */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class UnknownPath implements RouterFunction<ServerResponse> {
  private final boolean feedback;
  private final OnDataPort onDataPort;
  private final SideLog sideLog;

  /**
   * @param feedback whether ratings are taken
   * @param onDataPort where the paths of this API are
   * @param sideLog writes down who asked
   */
  public UnknownPath(boolean feedback, OnDataPort onDataPort, SideLog sideLog) {
    this.feedback = feedback;
    this.onDataPort = onDataPort;
    this.sideLog = sideLog;
  }

  @Override
  public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
    String path = request.path();
    String allowed = onDataPort.test(request) ? allowed(path) : null;
    String method = request.method().name();
    Refusal refusal =
        allowed == null
            ? Refusal.NotFound.path(method, path)
            : new Refusal.WrongMethod(
                method + " " + path + ": not that method (expected: " + allowed + ")");
    return Mono.just(unread ->
        sideLog.filter(
            request,
            refused ->
                ModelsEndpoint.refuse(
                    request,
                    refusal,
                    headers -> {
                      if (allowed != null) {
                        headers.set(HttpHeaders.ALLOW, allowed);
                      }
                    })));
  }

  /** The method that a path has; null if it is none of this API's. */
  private @Nullable String allowed(String path) {
    if (path.equals(ModelsEndpoint.PATH)) {
      return "GET";
    }
    boolean known =
        path.equals(DataPlane.ROUTE)
            || (feedback && path.equals(FeedbackEndpoint.PATH))
            || Arrays.stream(Endpoint.values()).anyMatch(e -> e.path().equals(path));
    return known ? "POST" : null;
  }
}
