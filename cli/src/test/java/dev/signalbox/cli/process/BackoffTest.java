package dev.signalbox.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMinutes(1));

  @Test
  void doublesUpToTheLongestWait() {
    assertThat(backoff.after(1)).hasMillis(100);
    assertThat(backoff.after(2)).hasMillis(200);
    assertThat(backoff.after(4)).hasMillis(800);
    assertThat(backoff.after(6)).hasSeconds(2);
    assertThat(backoff.after(1_000)).hasSeconds(2);
  }
}
