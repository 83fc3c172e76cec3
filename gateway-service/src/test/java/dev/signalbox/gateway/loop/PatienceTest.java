package dev.signalbox.gateway.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.loop.Patience.Opening;
import dev.signalbox.gateway.loop.Patience.Opening.Waiting;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Whoever waits in public owns what comes, and lets go of it once. */
class PatienceTest {
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Sinks.One<String> source = Sinks.one();
  private final List<String> ended = new ArrayList<>();
  private @Nullable Opening<String> opening;
  private int cancelled;

  @BeforeEach
  void holdTime() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.close();
  }

  private Disposable ask() {
    return new Patience<>(
            source.asMono().doOnCancel(() -> cancelled++), PATIENCE, channel.eventLoop())
        .subscribe(given -> opening = given);
  }

  private void timeUp() {
    channel.advanceTimeBy(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private Waiting<String> waiting() {
    ask();
    timeUp();
    return (Waiting<String>) Objects.requireNonNull(opening, "nothing was given");
  }

  @Test
  void whatComesInTimeIsGivenAtOnce() {
    ask();
    source.tryEmitValue("value");
    timeUp();

    assertThat(opening).isEqualTo(new Opening.Ready<>("value"));
  }

  @Test
  void whoLeavesInTimeCancels() {
    ask().dispose();

    assertThat(cancelled).isEqualTo(1);
  }

  @Test
  void whatComesLaterIsGivenToWhoAsksForIt() {
    Waiting<String> waiting = waiting();
    StepVerifier.create(waiting.rest())
        .then(() -> source.tryEmitValue("value"))
        .expectNext("value")
        .verifyComplete();
    waiting.abandon(ended::add);

    assertThat(ended).isEmpty();
    assertThat(cancelled).isZero();
  }

  @Test
  void whatHasComeIsGivenToWhoAsksLate() {
    Waiting<String> waiting = waiting();
    StepVerifier.create(waiting.come()).then(() -> source.tryEmitValue("value")).verifyComplete();
    StepVerifier.create(waiting.rest()).expectNext("value").verifyComplete();
    waiting.abandon(ended::add);

    assertThat(ended).isEmpty();
  }

  @Test
  void abandonedBeforeAnythingComesItCancels() {
    Waiting<String> waiting = waiting();
    waiting.abandon(ended::add);
    waiting.abandon(ended::add);

    assertThat(cancelled).isEqualTo(1);
    assertThat(ended).isEmpty();
  }

  @Test
  void whatHasComeAndNobodyAskedForIsEndedOnce() {
    Waiting<String> waiting = waiting();
    source.tryEmitValue("value");
    waiting.abandon(ended::add);
    waiting.abandon(ended::add);

    assertThat(ended).containsExactly("value");
    assertThat(cancelled).isZero();
  }

  @Test
  void anErrorThatNobodyAskedForIsLetGo() {
    Waiting<String> waiting = waiting();
    source.tryEmitError(new IllegalStateException("no"));
    waiting.abandon(ended::add);

    assertThat(ended).isEmpty();
    assertThat(cancelled).isZero();
  }

  @Test
  void whoStopsWaitingCancelsOnce() {
    Waiting<String> waiting = waiting();
    waiting.come().subscribe().dispose();
    waiting.rest().subscribe().dispose();
    waiting.abandon(ended::add);

    assertThat(cancelled).isEqualTo(1);
  }

  @Test
  void whoeverGivesUpFailsWhatNobodyWaitsForAnyLonger() {
    Waiting<String> waiting = waiting();
    waiting.fail(new IllegalStateException("over"));
    waiting.fail(new IllegalStateException("again"));
    StepVerifier.create(waiting.rest()).verifyErrorMessage("over");
    assertThat(cancelled).isEqualTo(1);
  }

  @Test
  void whatHasComeIsNotFailed() {
    Waiting<String> waiting = waiting();
    source.tryEmitValue("late").orThrow();
    waiting.fail(new IllegalStateException("over"));
    StepVerifier.create(waiting.rest()).expectNext("late").verifyComplete();
    assertThat(cancelled).isZero();
  }
}
