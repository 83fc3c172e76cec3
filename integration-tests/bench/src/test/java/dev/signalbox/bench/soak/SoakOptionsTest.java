package dev.signalbox.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoakOptionsTest {

  @Test
  void tenThousandRequestsAreTheDefault() {
    assertThat(SoakOptions.parse(List.of())).isEqualTo(new SoakOptions(10_000, 1_000, 8, 1));
  }

  @Test
  void theBaselineMustComeBeforeTheEnd() {
    assertThatThrownBy(() -> SoakOptions.parse(List.of("--requests", "500")))
        .hasMessageContaining("--baseline: 1000 (expected: less than --requests, 500)");
  }
}
