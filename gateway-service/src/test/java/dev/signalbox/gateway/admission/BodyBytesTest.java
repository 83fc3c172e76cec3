package dev.signalbox.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.gateway.refusal.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What requests hold of their bodies is bounded in all, and given back once. */
class BodyBytesTest {
  private final BodyBytes bodies = new BodyBytes(100);

  @Test
  void whatIsTooMuchIsRefusedAndNotTaken() {
    BodyBytes.Holding first = bodies.begin();
    first.take(60);
    first.take(10);
    BodyBytes.Holding second = bodies.begin();
    second.take(30);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> second.take(1))
        .satisfies(e -> {
          assertThat(e.refusal().status()).isEqualTo(503);
          assertThat(e.refusal().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        });
    assertThat(bodies.held()).isEqualTo(100);
  }

  @Test
  void whatWasTakenIsGivenBackOnce() {
    BodyBytes.Holding first = bodies.begin();
    first.take(60);
    BodyBytes.Holding second = bodies.begin();
    second.take(30);
    first.letGo();
    first.letGo();

    assertThat(bodies.held()).isEqualTo(30);
  }

  @Test
  void whoHasLetGoTakesNothingMore() {
    BodyBytes.Holding left = bodies.begin();
    left.letGo();
    left.take(1_000);

    assertThat(bodies.held()).isZero();
  }
}
