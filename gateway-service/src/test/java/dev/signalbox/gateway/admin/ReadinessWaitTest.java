package dev.signalbox.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RouterView.ExpertView;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RouterView.ReplicaView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

class ReadinessWaitTest {
  private static final Duration FIRST = Duration.ofSeconds(8);
  private static final Duration PERIOD = Duration.ofSeconds(20);

  private static Router router(Mono<FleetView> fleet) {
    return new Router() {
      @Override
      public Mono<RoutingDecision> route(RoutingRequest request) {
        return Mono.error(new UnsupportedOperationException());
      }

      @Override
      public Mono<Void> report(RoutingOutcome outcome) {
        return Mono.empty();
      }

      @Override
      public Mono<FleetView> fleet() {
        return fleet;
      }

      @Override
      public Mono<RouterView> view() {
        return Mono.error(new UnsupportedOperationException());
      }
    };
  }

  private static FleetView fleet(boolean ready, ExpertView... experts) {
    return new FleetView("r", ready, Map.of(), Arrays.asList(experts));
  }

  private static ExpertView expert(String id, ReplicaState... states) {
    return new ExpertView(
        id,
        Set.of(),
        Set.of(),
        0,
        0,
        Arrays.stream(states)
            .map(state -> new ReplicaView(id + "#" + state.ordinal(), state, 0, 0, null))
            .toList());
  }

  private static Optional<String> awaited(Mono<FleetView> fleet) {
    return Objects.requireNonNull(
        ReadinessWait.awaited(router(fleet), "the router at http://r").block(FIRST));
  }

  @Test
  void namesWhoHasNoReadyReplica() {
    assertThat(
            awaited(
                Mono.just(
                    fleet(
                        false,
                        expert("a", ReplicaState.READY, ReplicaState.UNREACHABLE),
                        expert("b", ReplicaState.LOADING, ReplicaState.UNREACHABLE),
                        expert("c")))))
        .contains("expert b: b#1 is loading, b#4 is unreachable; expert c: no replica");
  }

  @Test
  void saysThatThereIsNoExpertOrNoRouter() {
    assertThat(awaited(Mono.just(fleet(false)))).contains("no expert is configured");
    assertThat(awaited(Mono.error(new IllegalStateException())))
        .contains("the router at http://r does not answer");
  }

  @Test
  void awaitsNothingOnceReady() {
    assertThat(awaited(Mono.just(fleet(true, expert("a", ReplicaState.READY))))).isEmpty();
  }

  @Test
  void looksUntilReady() {
    AtomicInteger looks = new AtomicInteger();
    Mono<FleetView> fleet = Mono.fromSupplier(() -> fleet(looks.incrementAndGet() == 3));

    StepVerifier.withVirtualTime(() -> ReadinessWait.lines(router(fleet), "r", FIRST, PERIOD))
        .expectSubscription()
        .expectNoEvent(FIRST)
        .expectNext("no expert is configured")
        .expectNoEvent(PERIOD)
        .expectNext("no expert is configured")
        .expectNoEvent(PERIOD)
        .verifyComplete();
    assertThat(looks).hasValue(3);
  }

  @Test
  void cancelledItGivesUpALookThatIsUnderWay() {
    PublisherProbe<FleetView> fleet = PublisherProbe.of(Mono.never());

    StepVerifier.withVirtualTime(
            () -> ReadinessWait.lines(router(fleet.mono()), "r", FIRST, PERIOD))
        .expectSubscription()
        .expectNoEvent(FIRST)
        .thenCancel()
        .verify();
    fleet.assertWasSubscribed();
    fleet.assertWasCancelled();
  }
}
