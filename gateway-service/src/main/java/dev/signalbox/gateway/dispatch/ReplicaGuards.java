package dev.signalbox.gateway.dispatch;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The guards of all replicas that were ever called. Breakers count failures, never slowness: a long
 * answer is no fault.
 */
public final class ReplicaGuards {
  private static final int TRIALS = 2;

  private final CircuitBreakerRegistry breakers;
  private final BulkheadRegistry bulkheads;
  private final Duration longTrial;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, ReplicaGuard> guards = new ConcurrentHashMap<>();

  public ReplicaGuards(DispatchProperties properties, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.longTrial = properties.breakerOpen();
    this.breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(properties.breakerCalls())
                .minimumNumberOfCalls(properties.breakerMinimum())
                .failureRateThreshold(properties.breakerFailures())
                .waitDurationInOpenState(properties.breakerOpen())
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .build());
    this.bulkheads =
        BulkheadRegistry.of(
            BulkheadConfig.custom()
                .maxConcurrentCalls(properties.concurrencyPerReplica())
                .maxWaitDuration(Duration.ZERO)
                .build());
  }

  /** The breakers, by replica id, for meters. */
  public CircuitBreakerRegistry breakers() {
    return breakers;
  }

  /** The bulkheads, by replica id, for meters. */
  public BulkheadRegistry bulkheads() {
    return bulkheads;
  }

  ReplicaGuard of(String replica) {
    ReplicaGuard known = guards.get(replica);
    return known != null ? known : guards.computeIfAbsent(replica, this::create);
  }

  private ReplicaGuard create(String replica) {
    CircuitBreaker breaker = breakers.circuitBreaker(replica);
    Bulkhead bulkhead = bulkheads.bulkhead(replica);
    return new ReplicaGuard(breaker, bulkhead, longTrial, nanoTime);
  }
}
