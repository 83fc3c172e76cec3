package dev.signalbox.bench.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {
  private static final TrainedScorer ROUTER = TrainedScorer.loadDefault();

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    expert("s", "small", 0.1);
    expert("l", "large", 0.3);
  }

  @Test
  void pairAndPricesAreThoseOfTheFiles() {
    Setup setup = Setup.read(folder, ROUTER);

    assertThat(setup.small().id()).isEqualTo("s");
    assertThat(setup.large().price().perMillionCompletion()).isEqualTo(0.3);
    assertThat(setup.draftThreshold(0.5)).isCloseTo(0.2 * Math.log(0.5), within(1e-9));
    assertThat(setup.draftThreshold(0)).isLessThan(-20);
  }

  @Test
  void thresholdOfThePolicyGoesFirst() throws IOException {
    policy("cascade: {min_logprob: -0.4}");
    assertThat(Setup.read(folder, ROUTER).draftThreshold(0.5)).isEqualTo(-0.4);
  }

  @Test
  void whatIsNoPairIsRefused() throws IOException {
    policy("objective: {max_price_per_1000_requests: 3}");
    assertThatThrownBy(() -> Setup.read(folder, ROUTER)).hasMessageContaining("by price");
    policy("objective: {no: 3}");
    assertThatThrownBy(() -> Setup.read(folder, ROUTER))
        .isInstanceOf(IllegalArgumentException.class);
    policy("mode: cascade");
    expert("m", "small", 0.2);
    assertThatThrownBy(() -> Setup.read(folder, ROUTER))
        .hasMessageContaining("2 experts of the tier small (expected: one)");
  }

  private void expert(String id, String tier, double price) throws IOException {
    Path experts = Files.createDirectories(folder.resolve("experts"));
    Files.writeString(
        experts.resolve(id + ".yaml"),
        """
        id: %s
        tiers: [%s]
        price_per_million_tokens: {prompt: %s, completion: %s}
        replicas:
          - {url: "http://127.0.0.1:1/v1", model: %s}
        """
            .formatted(id, tier, price, price, id));
  }

  private void policy(String line) throws IOException {
    Path policies = Files.createDirectories(folder.resolve("policies"));
    Files.writeString(policies.resolve("default.yaml"), "id: default\n" + line + "\n");
  }
}
