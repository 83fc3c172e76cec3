package dev.signalbox.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The last call comes before the web server gives up, and not without need. */
class LastCallTest {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final UnderWay underWay = new UnderWay();
  private final LastCall lastCall = new LastCall(underWay, LIMIT, time);
  private final AtomicInteger told = new AtomicInteger();

  @AfterEach
  void close() {
    time.dispose();
    channel.close();
  }

  private Disposable begin() {
    Disposable one =
        underWay
            .let(Mono.never(), channel.eventLoop(), why -> told.incrementAndGet() > 0)
            .subscribe();
    lastCall.start();
    return one;
  }

  private void pass(Duration some) {
    time.advanceTimeBy(some);
    channel.runPendingTasks();
  }

  @Test
  void comesAnEighthOfTheLimitBeforeItsEnd() {
    begin();
    lastCall.stop(() -> {});
    pass(Duration.ofMillis(6_999));
    assertThat(told).hasValue(0);
    pass(Duration.ofMillis(1));
    assertThat(told).hasValue(1);
  }

  @Test
  void hasStoppedOnceNothingIsUnderWay() {
    Disposable one = begin();
    AtomicInteger stopped = new AtomicInteger();
    lastCall.stop(stopped::incrementAndGet);
    assertThat(stopped).hasValue(0);
    one.dispose();
    assertThat(stopped).hasValue(1);
    assertThat(lastCall.isRunning()).isFalse();
  }

  @Test
  void hasStoppedAtOnceWhereNothingIsUnderWay() {
    AtomicInteger stopped = new AtomicInteger();
    lastCall.stop(stopped::incrementAndGet);
    assertThat(stopped).hasValue(1);
  }

  @Test
  void isForgottenWhenTheWebServerHasEnded() {
    begin();
    lastCall.stop(() -> {});
    lastCall.forget();
    pass(LIMIT);
    assertThat(told).hasValue(0);
  }
}
