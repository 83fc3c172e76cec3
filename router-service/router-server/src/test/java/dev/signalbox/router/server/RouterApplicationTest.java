package dev.signalbox.router.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RouterApplicationTest {
  @TempDir static Path config;

  @LocalServerPort int port;
  WebTestClient client;

  @DynamicPropertySource
  static void configuration(DynamicPropertyRegistry registry) throws IOException {
    Files.createDirectories(config.resolve("experts"));
    Files.writeString(
        config.resolve("experts/a.yaml"),
        "id: org/a:1\ntiers: [small]\nreplicas: [{url: 'http://127.0.0.1:1/v1', model: a}]\n");
    registry.add("signalbox.config.dir", config::toString);
  }

  @BeforeEach
  void connect() {
    client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
  }

  @Test
  void showsTheConfiguredExpertsAndIsNotReadyWithoutAReplica() {
    client
        .get()
        .uri("/router/view")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.experts[0].id")
        .isEqualTo("org/a:1")
        .jsonPath("$.ready")
        .isEqualTo(false);
    client.get().uri("/actuator/health/readiness").exchange().expectStatus().isEqualTo(503);
    client.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
  }

  @Test
  void saysWhatIsWrongWithABody() {
    client
        .post()
        .uri("/router/route")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"requestId\":")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.error")
        .exists();
  }

  @Test
  void refusesAnEmptyBody() {
    client
        .post()
        .uri("/router/report")
        .contentType(MediaType.APPLICATION_JSON)
        .exchange()
        .expectStatus()
        .isBadRequest();
  }
}
