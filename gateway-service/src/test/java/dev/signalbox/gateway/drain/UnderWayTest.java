package dev.signalbox.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** What is under way hears once that the gateway ends, on its own loop; what is over does not. */
class UnderWayTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final UnderWay underWay = new UnderWay();
  private final Sinks.One<String> source = Sinks.one();
  private final List<Refusal> told = new ArrayList<>();
  private int cancelled;

  @AfterEach
  void close() {
    channel.close();
  }

  private Mono<String> let(boolean sends) {
    Predicate<Refusal> hears =
        why -> {
          told.add(why);
          return sends;
        };
    return underWay.let(source.asMono().doOnCancel(() -> cancelled++), channel.eventLoop(), hears);
  }

  private void end() {
    underWay.end();
    channel.runPendingTasks();
  }

  private void nothingIsKept() {
    assertThat(underWay.count()).isZero();
  }

  @Test
  void whatWaitsIsCancelledAndRefused() {
    StepVerifier.create(let(false))
        .then(this::end)
        .verifyErrorSatisfies(error ->
            assertThat(((RefusedException) error).refusal().code()).isEqualTo("no_replica"));
    assertThat(cancelled).isEqualTo(1);
    nothingIsKept();
  }

  @Test
  void isToldOnItsLoopAlone() {
    StepVerifier.create(let(false))
        .then(underWay::end)
        .then(() -> assertThat(told).isEmpty())
        .then(channel::runPendingTasks)
        .verifyError(RefusedException.class);
  }

  @Test
  void whatIsOnItsWayEndsItself() {
    StepVerifier.create(let(true))
        .then(this::end)
        .then(() -> assertThat(told).hasSize(1))
        .then(() -> source.tryEmitValue("sent").orThrow())
        .expectNext("sent")
        .verifyComplete();
    assertThat(cancelled).isZero();
    nothingIsKept();
  }

  @Test
  void whoeverLeavesIsNotTold() {
    let(false).subscribe().dispose();
    end();
    assertThat(told).isEmpty();
    assertThat(cancelled).isEqualTo(1);
    nothingIsKept();
  }

  @Test
  void whatIsOverIsNotTold() {
    source.tryEmitValue("done").orThrow();
    StepVerifier.create(let(false)).expectNext("done").verifyComplete();
    end();
    assertThat(told).isEmpty();
    nothingIsKept();
  }

  @Test
  void whatComesLaterIsTold() {
    underWay.end();
    StepVerifier.create(let(false))
        .then(channel::runPendingTasks)
        .verifyError(RefusedException.class);
    nothingIsKept();
  }

  @Test
  void isToldOnce() {
    StepVerifier.create(let(true))
        .then(underWay::end)
        .then(this::end)
        .then(() -> assertThat(told).hasSize(1))
        .thenCancel()
        .verify();
    assertThat(cancelled).isEqualTo(1);
  }

  @Test
  void whoeverLeavesBeforeItsLoopComesToItIsNotTold() {
    Disposable leaving = let(false).subscribe();
    underWay.end();
    leaving.dispose();
    channel.runPendingTasks();
    assertThat(told).isEmpty();
    nothingIsKept();
  }
}
