package dev.signalbox.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.dispatch.ReplicaGuard.Permit;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is remembered of replicas follows the fleet. */
class ReplicaGuardsTest {
  private static final int PLACES = 8;
  private static final URI HERE = URI.create("http://here:1/v1");
  private static final URI THERE = URI.create("http://there:1/v1");

  private final ReplicaGuards guards =
      new ReplicaGuards(
          new DispatchProperties(
              Duration.ofSeconds(2),
              Duration.ofSeconds(60),
              Duration.ofSeconds(10),
              Duration.ofMinutes(10),
              PLACES,
              Duration.ofSeconds(4),
              20,
              10,
              50,
              20,
              5,
              Duration.ofSeconds(2)),
          () -> 0);

  private Permit enter(String replica, URI url) {
    return Objects.requireNonNull(guards.of(replica, url).tryEnter());
  }

  private CircuitBreaker breaker(String replica) {
    return guards.breakers().find(replica).orElseThrow();
  }

  private Bulkhead bulkhead(String replica) {
    return guards.bulkheads().find(replica).orElseThrow();
  }

  private static int places(Bulkhead bulkhead) {
    return bulkhead.getMetrics().getAvailableConcurrentCalls();
  }

  @Test
  void metersOfReplicasThatAreGoneGo() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(guards.breakers()).bindTo(meters);
    TaggedBulkheadMetrics.ofBulkheadRegistry(guards.bulkheads()).bindTo(meters);
    enter("a#0", HERE).release();
    enter("a#1", THERE).release();
    assertThat(names(meters)).containsExactlyInAnyOrder("a#0", "a#1");

    guards.serve(Map.of("a#0", HERE));

    assertThat(names(meters)).containsExactly("a#0");
  }

  private static Set<String> names(SimpleMeterRegistry meters) {
    return meters.getMeters().stream()
        .map(meter -> Objects.requireNonNull(meter.getId().getTag("name")))
        .collect(Collectors.toSet());
  }

  @Test
  void whatStaysIsRemembered() {
    enter("a#0", HERE).release();
    breaker("a#0").transitionToOpenState();

    guards.serve(Map.of("a#0", HERE, "b#0", THERE));

    assertThat(guards.of("a#0", HERE).tryEnter()).isNull();
  }

  @Test
  void anotherServerStartsAnew() {
    enter("a#0", HERE);
    breaker("a#0").transitionToOpenState();

    guards.serve(Map.of("a#0", THERE));

    enter("a#0", THERE);
    assertThat(breaker("a#0").getState()).isEqualTo(State.CLOSED);
    assertThat(places(bulkhead("a#0"))).isEqualTo(PLACES - 1);
  }

  @Test
  void anotherServerStartsAnewThoughNobodyToldOfIt() {
    enter("a#0", HERE);
    breaker("a#0").transitionToOpenState();

    enter("a#0", THERE);

    assertThat(breaker("a#0").getState()).isEqualTo(State.CLOSED);
  }

  @Test
  void callsUnderWayGiveTheirPlaceBackOnceThoughTheirReplicaIsGone() {
    Permit answered = enter("a#0", HERE);
    Permit failed = enter("a#0", HERE);
    Permit cancelled = enter("a#0", HERE);
    Bulkhead before = bulkhead("a#0");
    answered.answered();

    guards.serve(Map.of("a#0", THERE));
    enter("a#0", THERE);
    failed.failed(UpstreamException.failed("no"));
    for (int i = 0; i < 2; i++) {
      answered.release();
      failed.release();
      cancelled.release();
    }

    assertThat(places(before)).isEqualTo(PLACES);
    assertThat(places(bulkhead("a#0"))).isEqualTo(PLACES - 1);
    assertThat(breaker("a#0").getMetrics().getNumberOfBufferedCalls()).isZero();
  }

  @Test
  void requestsDecidedBeforeGoThereAndLeaveNoTrace() {
    guards.serve(Map.of("a#0", THERE));
    enter("a#0", THERE);
    breaker("a#0").transitionToForcedOpenState();

    enter("a#0", HERE).release();
    enter("b#0", HERE).release();

    assertThat(breaker("a#0").getState()).isEqualTo(State.FORCED_OPEN);
    assertThat(guards.breakers().find("b#0")).isEmpty();
    assertThat(guards.bulkheads().find("b#0")).isEmpty();
  }
}
