package dev.signalbox.gateway.web;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.request.Endpoint;
import java.util.Arrays;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers whatever no endpoint answers, in the shape in which clients of this API read errors. */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class UnknownPath implements RouterFunction<ServerResponse> {
  private final boolean feedback;

  /**
   * @param feedback whether ratings are taken
   */
  public UnknownPath(boolean feedback) {
    this.feedback = feedback;
  }

  @Override
  public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
    String path = request.path();
    boolean known =
        path.equals("/v1/models")
            || path.equals(DataPlane.ROUTE)
            || (feedback && path.equals(FeedbackEndpoint.PATH))
            || Arrays.stream(Endpoint.values()).anyMatch(e -> e.path().equals(path));
    Refusal refusal =
        known
            ? new Refusal.WrongMethod(request.method() + " " + path + ": not that method")
            : Refusal.NotFound.path(request.method().name(), path);
    return Mono.just(unread -> ModelsEndpoint.refuse(request, refusal));
  }
}
