package dev.signalbox.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayOptionsTest {

  @Test
  void everyOptionIsRead() {
    GatewayOptions options =
        GatewayOptions.parse(
            List.of(
                "--peers",
                "nginx",
                "--rounds",
                "5",
                "--warm-up",
                "1",
                "--load",
                "2",
                "--rest",
                "3"));

    assertThat(options)
        .isEqualTo(
            new GatewayOptions(
                List.of("nginx"),
                5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3)));
  }

  @Test
  void whatIsWrongIsNamedWithItsValue() {
    assertThatThrownBy(() -> GatewayOptions.parse(List.of("--rounds", "0")))
        .hasMessageContaining("--rounds: 0");
    assertThatThrownBy(() -> GatewayOptions.parse(List.of("--load")))
        .hasMessageContaining("--load: a value is missing");
    assertThatThrownBy(() -> GatewayOptions.parse(List.of("--fast", "1")))
        .hasMessageContaining("--fast");
  }
}
