package dev.signalbox.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.launch.WholeCheck;
import dev.signalbox.config.ConfigSnapshot;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrainingConfigTest {

  @Test
  void isValidHoldsEachKindAndNoServerButTheTrainings() throws IOException {
    TrainingConfig config = TrainingConfig.write("http://127.0.0.1:9/v1");
    try (config) {
      ConfigSnapshot snapshot = WholeCheck.of(config.folder());

      assertThat(snapshot.files().keySet()).containsOnly("experts", "policies", "tenants");
      assertThat(
              snapshot.of("experts").stream()
                  .flatMap(file -> file.root().path("replicas").valueStream())
                  .map(replica -> replica.path("url").asString()))
          .containsExactly("http://127.0.0.1:9/v1");
      assertThat(snapshot.of("tenants"))
          .singleElement()
          .extracting(file -> file.root().at("/keys/0/sha256"))
          .extracting(JsonNode::asString)
          .isEqualTo(config.key().sha256());
    }
    assertThat(config.folder()).doesNotExist();
  }
}
