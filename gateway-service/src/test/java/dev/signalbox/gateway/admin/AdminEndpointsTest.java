package dev.signalbox.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.config.ConfigRepository;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.gateway.routing.RemoteRouter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A router of its own that cannot be asked is no fault of the gateway's. */
class AdminEndpointsTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(20);

  private static void assertUnreachable(String path, URI url, Duration timeout, String cause) {
    try (RemoteRouter router = RemoteRouter.connect(url, timeout);
        ConfigRepository configuration =
            ConfigRepository.withoutDirectory(
                ConfigSchemas.packaged(), List.of(), Clock.systemUTC())) {
      WebTestClient.bindToRouterFunction(
              new AdminEndpoints().adminRoutes(router, configuration, url))
          .build()
          .get()
          .uri(path)
          .exchange()
          .expectStatus()
          .isEqualTo(503)
          .expectHeader()
          .valueEquals("retry-after", "1")
          .expectHeader()
          .valueEquals("content-type", "application/json")
          .expectBody()
          .jsonPath("$.error.message")
          .isEqualTo("the router cannot be reached at " + url + ": " + cause)
          .jsonPath("$.error.code")
          .isEqualTo("no_replica");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/fleet", "/admin/policies"})
  void routerThatIsDownIsNamed(String path) throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = gone.getLocalPort();
    }
    assertUnreachable(path, URI.create("http://127.0.0.1:" + port), LONG, "connection refused");
  }

  @Test
  void addressIsToldWithoutNameAndPassword() {
    assertThat(
            RouterTrouble.of(
                URI.create("http://name:sec@ret@router:8090/x"), new ConnectException("refused")))
        .isEqualTo("the router cannot be reached at http://router:8090/x: connection refused");
  }

  @ParameterizedTest
  @CsvSource({
    "silent, no answer within 500 ms",
    "html, what it answers is no fleet (expected: the URL of a router)",
    "failing, the router answered 500"
  })
  void routerThatGivesNoViewIsSaidToGiveNone(String kind, String cause) {
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((in, out) ->
                switch (kind) {
                  case "silent" -> Mono.never();
                  case "html" -> out.sendString(Mono.just("<html><body>hi</body></html>"));
                  default -> out.status(500).send();
                })
            .bindNow();
    try {
      assertUnreachable(
          "/admin/fleet",
          URI.create("http://127.0.0.1:" + server.port() + "/"),
          kind.equals("silent") ? SHORT : LONG,
          cause);
    } finally {
      server.disposeNow();
    }
  }
}
