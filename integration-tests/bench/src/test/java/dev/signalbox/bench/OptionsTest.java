package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void theDefaultsMeasureTheToyModelAtOneToEightStreams() {
    Options options = Options.parse("toy", List.of());

    assertThat(options.model()).isEqualTo("toy");
    assertThat(options.streams()).containsExactly(1, 2, 4, 8);
    assertThat(options.gateway()).isTrue();
  }

  @Test
  void everyOptionIsRead() {
    Options options =
        Options.parse(
            "toy", List.of("--model", "m", "--threads", "2", "--streams", "3,5", "--no-gateway"));

    assertThat(options.model()).isEqualTo("m");
    assertThat(options.threads()).isEqualTo(2);
    assertThat(options.mostStreams()).isEqualTo(5);
    assertThat(options.gateway()).isFalse();
  }

  @Test
  void whatIsWrongIsNamedWithItsValue() {
    assertThatThrownBy(() -> Options.parse("toy", List.of("--threads", "none")))
        .hasMessageContaining("--threads: none");
    assertThatThrownBy(() -> Options.parse("toy", List.of("--streams", "1,0")))
        .hasMessageContaining("--streams: 0");
    assertThatThrownBy(() -> Options.parse("toy", List.of("--tokens")))
        .hasMessageContaining("--tokens: a value is missing");
    assertThatThrownBy(() -> Options.parse("toy", List.of("--fast", "1")))
        .hasMessageContaining("--fast");
  }
}
