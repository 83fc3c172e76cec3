package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ChatCall;
import dev.signalbox.it.client.Http;
import dev.signalbox.it.process.Eventually;
import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;
import dev.signalbox.it.rig.ConfigFolder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A change on disk is live within two seconds, whole or not at all. */
class ConfigReloadIT {
  private static final Duration LIVE = Duration.ofSeconds(2);

  @Test
  void aNewExpertIsLiveAndABrokenFileLeavesTheOldRevisionServing() {
    try (Server worker = Worker.simulated("sim").start()) {
      ConfigFolder config = ConfigFolder.create().expert("first", "small", worker.base(), "sim");
      try (Server gateway = Gateway.create().config(config.path()).start()) {
        String before = revision(gateway);

        config.expert("second", "large", worker.base(), "sim");
        assertThat(Eventually.holds(LIVE, () -> serves(gateway, "second")))
            .as("the new expert is live within 2 s")
            .isTrue();
        String good = revision(gateway);
        assertThat(good).isNotEqualTo(before);

        config.write("experts/third.yaml", "id: third\ntiers: [medium]\n");
        assertThat(Eventually.holds(LIVE, () -> rejected(gateway).contains("medium")))
            .as("the broken file is reported within 2 s")
            .isTrue();
        JsonNode problem = config(gateway).at("/rejected/problems/0");
        assertThat(problem.path("file").asString()).isEqualTo("experts/third.yaml");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(revision(gateway)).isEqualTo(good);
        assertThat(ChatCall.of("second", "hi").send(gateway.base()).statusCode()).isEqualTo(200);
      }
    }
  }

  private static boolean serves(Server gateway, String model) {
    return Http.get(gateway.base() + "/models/" + model).statusCode() == 200
        && ChatCall.of(model, "hi").send(gateway.base()).statusCode() == 200;
  }

  private static String revision(Server gateway) {
    return config(gateway).path("revision").asString();
  }

  private static String rejected(Server gateway) {
    return config(gateway).at("/rejected/problems").toString();
  }

  private static JsonNode config(Server gateway) {
    return Http.json(Http.get(gateway.adminUrl() + "/admin/config"));
  }
}
