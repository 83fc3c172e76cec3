package dev.signalbox.gateway.web;

import dev.signalbox.gateway.account.SideBooks;
import dev.signalbox.gateway.account.SideExchange;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.request.Endpoint;
import java.util.Arrays;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Keeps books on the requests that WebFlux answers on the data port. The admin port, whose context
 * stands below this one's and sees its routes, is left out.
 */
public final class SideLog implements HandlerFilterFunction<ServerResponse, ServerResponse> {
  private static final String KEY = SideLog.class.getName();

  private final SideBooks books;
  private final ApplicationContext dataPort;

  /**
   * @param dataPort the context whose requests are written down
   */
  public SideLog(SideBooks books, ApplicationContext dataPort) {
    this.books = books;
    this.dataPort = dataPort;
  }

  @Override
  public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
    if (request.exchange().getApplicationContext() != dataPort) {
      return next.handle(request);
    }
    return Mono.defer(() -> {
      SideExchange exchange = of(request);
      return next.handle(request)
          .doOnNext(response -> exchange.status(response.statusCode().value()))
          .doOnError(error -> failed(exchange, error))
          .doFinally(end -> books.close(exchange));
    });
  }

  /** An error that no endpoint has made a refusal of; WebFlux answers it. */
  private static void failed(SideExchange exchange, Throwable error) {
    if (!(error instanceof AbortedException) && !AbortedException.isConnectionReset(error)) {
      Refusal refusal = new Refusal.Internal("the gateway failed; see its log");
      exchange.status(refusal.status());
      exchange.refused(refusal);
    }
  }

  /** What is known of a request; the same each time it is asked for. */
  static SideExchange of(ServerRequest request) {
    return (SideExchange)
        request
            .attributes()
            .computeIfAbsent(
                KEY,
                key ->
                    new SideExchange(
                        RequestIds.of(
                            request.headers().firstHeader(Responses.REQUEST_ID.toString())),
                        request.method().name(),
                        endpoint(request.path()),
                        System.nanoTime()));
  }

  /** A path as one of few names; what clients make up is {@code other}. */
  private static String endpoint(String path) {
    if (path.startsWith(ModelsEndpoint.PATH + "/")) {
      return ModelsEndpoint.PATH + "/{id}";
    }
    boolean known =
        path.equals(ModelsEndpoint.PATH)
            || path.equals(DataPlane.ROUTE)
            || path.equals(FeedbackEndpoint.PATH)
            || Arrays.stream(Endpoint.values()).anyMatch(e -> e.path().equals(path));
    return known ? path : "other";
  }
}
