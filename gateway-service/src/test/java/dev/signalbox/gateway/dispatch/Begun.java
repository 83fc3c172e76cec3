package dev.signalbox.gateway.dispatch;

import dev.signalbox.router.api.Placement;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Objects;

/** Answers that have begun, without anybody who was asked for them. */
public final class Begun {
  private Begun() {}

  /** An answer that holds the only place at a replica. */
  public static <T> Dispatched<T> by(Placement placement, T answer) {
    ReplicaGuard guard =
        new ReplicaGuard(
            CircuitBreaker.ofDefaults(placement.replica()),
            Bulkhead.ofDefaults(placement.replica()),
            Duration.ofSeconds(1),
            System::nanoTime);
    return new Dispatched<>(
        placement, answer, Objects.requireNonNull(guard.tryEnter()), cause -> {});
  }
}
