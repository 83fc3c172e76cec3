package dev.signalbox.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.dispatch.ReplicaGuard.Permit;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that is tried again, two calls at a time; time passes when the test says so. */
class ReplicaGuardTest {
  private static final Duration OPEN = Duration.ofSeconds(2);
  private static final UpstreamException FAILED = UpstreamException.failed("no");

  private long now;
  private final ReplicaGuards guards =
      new ReplicaGuards(
          new DispatchProperties(
              Duration.ofSeconds(2),
              Duration.ofSeconds(60),
              Duration.ofSeconds(10),
              Duration.ofMinutes(10),
              8,
              Duration.ofSeconds(4),
              20,
              10,
              50,
              20,
              5,
              OPEN),
          () -> now);
  private final ReplicaGuard guard = guards.of("replica", URI.create("http://h:1/v1"));
  private final CircuitBreaker breaker = guards.breakers().circuitBreaker("replica");

  @BeforeEach
  void tryAgain() {
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();
  }

  private Permit enter() {
    return Objects.requireNonNull(guard.tryEnter(), "the replica is left alone");
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private int places() {
    return guards.bulkheads().bulkhead("replica").getMetrics().getAvailableConcurrentCalls();
  }

  @Test
  void twoAreTriedAndNoThird() {
    enter();
    enter();

    assertThat(guard.tryEnter()).isNull();
    pass(OPEN.minusNanos(1));
    assertThat(guard.tryEnter()).isNull();
    assertThat(places()).isEqualTo(6);
  }

  @Test
  void longAnswersDoNotKeepTheOthersOut() {
    Permit one = enter();
    Permit two = enter();
    pass(OPEN);
    Permit three = enter();
    Permit four = enter();
    assertThat(guard.tryEnter()).isNull();

    three.answered();
    four.answered();
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    one.release();
    two.release();
    three.release();
    four.release();
    assertThat(places()).isEqualTo(8);
  }

  @Test
  void eachOfThemMakesRoomOnce() {
    enter();
    enter();
    for (int i = 0; i < 3; i++) {
      pass(OPEN);
      enter();
      enter();
      assertThat(guard.tryEnter()).isNull();
    }
  }

  @Test
  void howALongAnswerEndsCountsStill() {
    Permit one = enter();
    Permit two = enter();
    pass(OPEN);
    enter();

    one.failed(FAILED);
    two.failed(FAILED);
    assertThat(breaker.getState()).isEqualTo(State.OPEN);
  }

  @Test
  void whoLeavesMakesRoomOnce() {
    Permit one = enter();
    enter();
    one.release();
    enter();
    assertThat(guard.tryEnter()).isNull();

    pass(OPEN);
    Permit later = enter();
    enter();
    assertThat(guard.tryEnter()).isNull();
    later.release();
    enter();
    assertThat(guard.tryEnter()).isNull();
  }

  @Test
  void whoHasMadeRoomMakesNoneByLeaving() {
    Permit one = enter();
    enter();
    pass(OPEN);
    enter();
    enter();

    one.release();
    assertThat(guard.tryEnter()).isNull();
  }

  @Test
  void thoseOfAnEarlierTryMakeNoRoom() {
    enter();
    Permit left = enter();
    pass(OPEN);
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();
    enter();
    enter();

    assertThat(guard.tryEnter()).isNull();
    left.release();
    assertThat(guard.tryEnter()).isNull();
  }

  @Test
  void whoWasLetInBeforeItFailedMakesNoRoomByLeaving() {
    breaker.transitionToClosedState();
    Permit before = enter();
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();
    enter();
    enter();

    before.release();
    assertThat(guard.tryEnter()).isNull();
  }
}
