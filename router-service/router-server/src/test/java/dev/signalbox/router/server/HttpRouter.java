package dev.signalbox.router.server;

import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The wire as a test sees it: says a router's words to a server. */
final class HttpRouter implements Router {
  private final WebTestClient server;

  HttpRouter(WebTestClient server) {
    this.server = server;
  }

  @Override
  public Mono<RoutingDecision> route(RoutingRequest request) {
    return Mono.fromCallable(() -> {
      ResponseSpec response = server.post().uri("/router/route").bodyValue(request).exchange();
      EntityExchangeResult<byte[]> raw = response.expectBody().returnResult();
      if (raw.getStatus().value() == 422) {
        throw new RoutingRefusedException(read(raw, RoutingRefusal.class));
      }
      return read(raw, RoutingDecision.class);
    });
  }

  @Override
  public Mono<Void> report(RoutingOutcome outcome) {
    return Mono.fromRunnable(() ->
        server
            .post()
            .uri("/router/report")
            .bodyValue(outcome)
            .exchange()
            .expectStatus()
            .isNoContent());
  }

  @Override
  public Mono<FleetView> fleet() {
    return get("/router/view?policies=false", FleetView.class);
  }

  @Override
  public Mono<RouterView> view() {
    return get("/router/view", RouterView.class);
  }

  private <T> Mono<T> get(String path, Class<T> type) {
    return Mono.fromCallable(
        () -> read(server.get().uri(path).exchange().expectBody().returnResult(), type));
  }

  private static <T> T read(EntityExchangeResult<byte[]> raw, Class<T> type) {
    return JsonMapper.shared().readValue(raw.getResponseBodyContent(), type);
  }
}
