package dev.signalbox.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.refusal.RateLimits;
import dev.signalbox.gateway.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What failed attempts come to. */
class FailuresTest {
  private final Failures failures = new Failures();

  private static UpstreamException busy(int seconds) {
    return UpstreamException.busy(Duration.ofSeconds(seconds), RateLimits.UNKNOWN);
  }

  @Test
  void allBusyIsALimitForTheShortestTimeThatOneAskedFor() {
    failures.add(busy(7));
    failures.add(busy(3));
    failures.add(busy(5));

    assertThat(failures.refusal(true).status()).isEqualTo(429);
    assertThat(failures.refusal(true).retryAfter()).isEqualTo(Duration.ofSeconds(3));
    assertThat(failures.refusal(false)).isInstanceOf(Refusal.NoReplica.class);
  }

  @Test
  void timeThatRanOutIsATimeout() {
    failures.add(busy(7));
    failures.add(UpstreamException.timeout("late"));

    assertThat(failures.refusal(true).status()).isEqualTo(504);
  }

  @Test
  void anErrorOutweighsTheRest() {
    failures.add(UpstreamException.timeout("late"));
    failures.add(UpstreamException.failed("status 500"));

    assertThat(failures.refusal(true).status()).isEqualTo(502);
    assertThat(failures.misconfigured()).isFalse();
  }

  @Test
  void whoRefusesUsIsMisconfigured() {
    failures.add(UpstreamException.misconfigured("status 404"));

    assertThat(failures.misconfigured()).isTrue();
  }

  @Test
  void nobodyThereIsNoReplica() {
    failures.add(UpstreamException.unreachable("connection refused"));

    assertThat(failures.refusal(true).status()).isEqualTo(503);
    assertThat(failures.refusal(true).retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }
}
