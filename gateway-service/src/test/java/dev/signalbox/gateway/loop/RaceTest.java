package dev.signalbox.gateway.loop;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class RaceTest {
  private static final Duration HEAD = Duration.ofMillis(50);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final TestPublisher<String> one = TestPublisher.create();
  private final TestPublisher<String> other = TestPublisher.create();

  @BeforeEach
  void holdTime() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.close();
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private Mono<String> race() {
    return Race.of(
        one.mono(),
        HEAD,
        channel.eventLoop(),
        other::mono,
        error -> error instanceof IllegalArgumentException);
  }

  @Test
  void theSecondIsAskedOnlyAfterTheHead() {
    StepVerifier.create(race())
        .then(() -> pass(49))
        .then(other::assertWasNotSubscribed)
        .then(() -> pass(1))
        .then(other::assertSubscribers)
        .then(() -> one.next("one"))
        .expectNext("one")
        .verifyComplete();
    other.assertCancelled();
  }

  @Test
  void aFirstInTimeRunsAlone() {
    StepVerifier.create(race()).then(() -> one.next("one")).expectNext("one").verifyComplete();
    pass(1000);
    other.assertWasNotSubscribed();
  }

  @Test
  void theSecondMayWinAndTheFirstIsCancelled() {
    StepVerifier.create(race())
        .then(() -> pass(50))
        .then(() -> other.next("other"))
        .expectNext("other")
        .verifyComplete();
    one.assertCancelled();
  }

  @Test
  void anErrorCountsOnlyWhenNobodyIsLeft() {
    StepVerifier.create(race())
        .then(() -> pass(50))
        .then(() -> one.error(new IllegalStateException("one")))
        .then(() -> other.next("other"))
        .expectNext("other")
        .verifyComplete();
    StepVerifier.create(race())
        .then(() -> pass(50))
        .then(() -> other.error(new IllegalStateException("other")))
        .then(() -> one.error(new IllegalStateException("one")))
        .verifyErrorMessage("one");
  }

  @Test
  void aDecisiveErrorEndsTheRace() {
    StepVerifier.create(race())
        .then(() -> pass(50))
        .then(() -> one.error(new IllegalArgumentException("no")))
        .verifyErrorMessage("no");
    other.assertCancelled();
  }

  @Test
  void whereNobodyElseCanBeAskedTheFirstGoesOn() {
    StepVerifier.create(Race.of(one.mono(), HEAD, channel.eventLoop(), () -> null, error -> false))
        .then(() -> pass(50))
        .then(() -> one.next("one"))
        .expectNext("one")
        .verifyComplete();
  }

  @Test
  void cancellingCancelsBoth() {
    StepVerifier.create(race()).then(() -> pass(50)).thenCancel().verify();
    one.assertCancelled();
    other.assertCancelled();
  }
}
