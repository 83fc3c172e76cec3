package dev.signalbox.worker.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.engine.sim.SimEngine;
import dev.signalbox.engine.sim.SimOptions;
import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.api.WorkerStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ModelHostTest {
  private final AtomicInteger opened = new AtomicInteger();

  @Test
  void aModelIsColdThenReadyThenColdAgain() {
    ModelHost host = host(Duration.ofSeconds(5));
    assertThat(host.status().state()).isEqualTo(State.COLD);

    host.open().join();
    assertThat(host.status().state()).isEqualTo(State.READY);
    host.open().join();
    assertThat(opened).hasValue(1);

    host.unload().join();
    assertThat(host.status().state()).isEqualTo(State.COLD);
  }

  @Test
  void unloadingWaitsForWhatRunsAndTakesNothingNew() {
    ModelHost host = host(Duration.ofSeconds(30));
    host.open().join();
    Sinks.Empty<String> work = Sinks.empty();
    StepVerifier running =
        StepVerifier.create(host.use(engine -> work.asMono().flux()))
            .expectComplete()
            .verifyLater();

    CompletableFuture<Void> unloaded = host.unload();

    assertThat(host.status().state()).isEqualTo(State.DRAINING);
    assertThat(unloaded).isNotDone();
    StepVerifier.create(host.use(engine -> Flux.just("x")))
        .verifyError(ModelNotReadyException.class);
    work.tryEmitEmpty();
    running.verify(Duration.ofSeconds(5));
    unloaded.join();
    assertThat(host.status().state()).isEqualTo(State.COLD);
  }

  @Test
  void unloadingWaitsForWhatIsCancelledToo() {
    ModelHost host = host(Duration.ofSeconds(30));
    host.open().join();
    var running = host.use(engine -> Flux.never()).subscribe();

    CompletableFuture<Void> unloaded = host.unload();
    assertThat(unloaded).isNotDone();
    running.dispose();

    unloaded.join();
  }

  @Test
  void unloadingEndsWhatRunsBeyondTheLimit() {
    ModelHost host = host(Duration.ofMillis(20));
    host.open().join();
    StepVerifier running =
        StepVerifier.create(host.use(engine -> engine.generate(endless())), 1)
            .expectNextCount(1)
            .expectError(EngineFailedException.class)
            .verifyLater();

    host.unload().join();

    running.verify(Duration.ofSeconds(5));
    assertThat(host.status().state()).isEqualTo(State.COLD);
  }

  @Test
  void aModelThatCannotBeOpenedHasFailedAndCanBeTriedAgain() {
    ModelHost host =
        new ModelHost(
            "m",
            () -> {
              if (opened.incrementAndGet() == 1) {
                throw new IllegalStateException("no such file");
              }
              return SimEngine.open(SimOptions.of("m"));
            },
            Duration.ofSeconds(1),
            Runnable::run);

    assertThatThrownBy(() -> host.open().join()).hasRootCauseMessage("no such file");
    assertThat(host.status().state()).isEqualTo(State.FAILED);
    assertThat(host.status().error()).isEqualTo("no such file");

    host.open().join();
    assertThat(host.status().error()).isNull();
    host.close();
  }

  @Test
  void anEngineThatOpensAfterTheEndIsClosedAtOnce() {
    ModelHost host =
        new ModelHost(
            "m", () -> SimEngine.open(SimOptions.of("m")), Duration.ofSeconds(1), Runnable::run);
    host.close();

    assertThatThrownBy(() -> host.open().join()).hasCauseInstanceOf(ModelNotReadyException.class);
    assertThat(host.ready()).isFalse();
  }

  private static GenerationRequest endless() {
    return new GenerationRequest(
        "endless", new int[] {1}, 4000, 1, Sampling.greedy(), List.of(), -1, true, false);
  }

  private ModelHost host(Duration drainLimit) {
    return new ModelHost(
        "m",
        () -> {
          opened.incrementAndGet();
          return SimEngine.open(SimOptions.of("m"));
        },
        drainLimit,
        work -> Thread.ofPlatform().daemon().start(work));
  }
}
