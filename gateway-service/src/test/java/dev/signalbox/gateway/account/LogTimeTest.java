package dev.signalbox.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogTimeTest {
  private final LogTime time = new LogTime();

  private String at(long epochMillis) {
    StringBuilder line = new StringBuilder();
    time.append(line, epochMillis);
    return line.toString();
  }

  @Test
  void millisecondsHaveThreeDigits() {
    assertThat(at(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(at(1_764_100_501_007L)).isEqualTo("2025-11-25T19:55:01.007Z");
    assertThat(at(1_764_100_501_070L)).isEqualTo("2025-11-25T19:55:01.070Z");
    assertThat(at(1_764_100_501_700L)).isEqualTo("2025-11-25T19:55:01.700Z");
  }

  @Test
  void anyTimeReadsBackAsItself() {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      long millis = random.nextLong(4_000_000_000_000L);
      assertThat(Instant.parse(at(millis)).toEpochMilli()).isEqualTo(millis);
    }
  }
}
