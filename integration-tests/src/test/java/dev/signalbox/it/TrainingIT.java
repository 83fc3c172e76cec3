package dev.signalbox.it;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.signalbox.it.process.Checkout;
import dev.signalbox.it.process.Eventually;
import dev.signalbox.it.process.Family;
import dev.signalbox.it.process.Launched;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Signalbox;
import dev.signalbox.it.process.Worker;
import dev.signalbox.it.rig.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code up} trains on before it serves is its own, and ends with it. The checkout has one
 * cache: while it lacks here, no other test may start a gateway and make it.
 */
@Isolated("takes away the cache that all gateways of the checkout start from")
class TrainingIT {
  private static final Path CACHE = Checkout.root().resolve("target/run/gateway.aot");
  private static final Path TAKEN_AWAY = CACHE.resolveSibling("gateway.aot.taken-away");

  @RegisterExtension
  private static final WireMockExtension EXPERT =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @BeforeEach
  void takeAway() throws IOException {
    if (Files.exists(CACHE)) {
      Files.move(CACHE, TAKEN_AWAY, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @AfterAll
  static void bringBack() throws IOException {
    if (Files.exists(TAKEN_AWAY)) {
      Files.move(TAKEN_AWAY, CACHE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void aGatewayWithKeysIsTrainedForAndItsServersAreAskedNothing() {
    EXPERT.stubFor(
        get(anyUrl()).willReturn(okJson("{\"object\":\"list\",\"data\":[{\"id\":\"m\"}]}")));
    ConfigFolder config =
        ConfigFolder.create()
            .tenant("acme", "sb-key")
            .write("experts/own.yaml", "id: own\nreplicas:\n  - url: " + EXPERT.baseUrl() + "/v1\n")
            .write("policies/default.yaml", "id: default\ngeneralist: [own]\n");
    try (Server worker = Worker.simulated("sim").start();
        Server up =
            Signalbox.up(
                "--config", config.path().toString(),
                "--small", worker.where("sim"),
                "--large", worker.where("sim"))) {
      assertThat(CACHE).as(up.process().output()).isNotEmptyFile();
      EXPERT.verify(0, postRequestedFor(anyUrl()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "KILL"})
  void aSignalDuringTheTrainingLeavesNoProcess(String signal) {
    try (Server worker = Worker.simulated("sim").start();
        Launched up =
            Signalbox.starting("--small", worker.where("sim"), "--large", worker.where("sim"))) {
      up.await("the training", () -> Family.isTraining(up.pid()), Duration.ofMinutes(5));
      List<Long> family = Family.all(up.pid());
      assertThat(family).hasSizeGreaterThan(2);
      up.signal(signal);
      Duration limit = Duration.ofSeconds(signal.equals("KILL") ? 5 : 10);
      assertThat(Eventually.holds(limit, () -> Family.alive(family).isEmpty()))
          .as("still there: %s", Family.alive(family))
          .isTrue();
    }
  }
}
