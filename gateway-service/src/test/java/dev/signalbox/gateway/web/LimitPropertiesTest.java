package dev.signalbox.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** How much may be held of bodies follows from the heap, where nobody says so. */
class LimitPropertiesTest {
  private static LimitProperties limits(@Nullable DataSize bodies) {
    return new LimitProperties(
        DataSize.ofMegabytes(32),
        bodies,
        DataSize.ofKilobytes(16),
        128,
        Duration.ofSeconds(30),
        Duration.ofSeconds(75),
        4096,
        1024);
  }

  @Test
  void aQuarterOfTheHeapIsForBodies() {
    assertThat(limits(null).heldBodies(1L << 32)).isEqualTo(1L << 30);
  }

  @Test
  void oneBodyIsAlwaysTaken() {
    assertThat(limits(null).heldBodies(64L << 20)).isEqualTo(32L << 20);
  }

  @Test
  void whatIsSaidCounts() {
    assertThat(limits(DataSize.ofMegabytes(48)).heldBodies(1L << 32)).isEqualTo(48L << 20);
  }

  @Test
  void lessThanOneBodyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(DataSize.ofMegabytes(31)))
        .withMessageContaining("signalbox.limits.request-bodies");
  }
}
