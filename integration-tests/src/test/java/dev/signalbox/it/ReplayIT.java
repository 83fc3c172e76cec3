package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.Http;
import dev.signalbox.it.process.Eventually;
import dev.signalbox.it.process.Signalbox;
import dev.signalbox.it.rig.SharedRig;
import dev.signalbox.it.rig.ToyRig;
import dev.signalbox.store.StoreHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a gateway logs of its requests is all that a replay wants to know. */
@ExtendWith(SharedRig.class)
class ReplayIT {
  private final ToyRig rig;

  ReplayIT(ToyRig rig) {
    this.rig = rig;
  }

  @Test
  void accessLogOfARunningGatewayIsReadWithoutAssumptions(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 3; i++) {
      String question =
          "{\"model\":\"auto\",\"max_tokens\":4,\"messages\":[{\"role\":\"user\","
              + "\"content\":\"How far is it?\"}]}";
      assertThat(
              Http.post(rig.up().base() + "/chat/completions", question, "x-request-id", "it-" + i)
                  .statusCode())
          .isEqualTo(200);
    }
    Path own = folder.resolve("own.log");
    assertThat(Eventually.holds(Duration.ofSeconds(10), () -> write(own) == 3)).isTrue();

    Signalbox.Ended ended =
        Signalbox.run("replay", "--log", own.toString(), "--policy", "default", "--json");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    JsonNode replay =
        JsonMapper.shared().readTree(ended.output().substring(ended.output().indexOf('{')));
    assertThat(replay.path("requests").asInt()).isEqualTo(3);
    assertThat(replay.path("assumed").isEmpty()).as(ended.output()).isTrue();
    assertThat(replay.path("leftOut").isEmpty()).as(ended.output()).isTrue();
  }

  /** The lines of these requests alone: others use the same gateway. */
  private int write(Path own) {
    Path log =
        StoreHome.ofThisProcess()
            .logs()
            .resolve(Integer.toString(rig.up().port()))
            .resolve("gateway.out");
    try {
      Files.write(
          own,
          Files.readAllLines(log).stream().filter(line -> line.contains(" request=it-")).toList());
      return Files.readAllLines(own).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
