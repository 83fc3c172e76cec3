package dev.signalbox.gateway.dispatch;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The guards of all replicas that were called and are in force. A replica is its id and its URL:
 * what is remembered of a server is not held against another one that takes its id. Breakers count
 * failures, never slowness: a long answer is no fault. Safe for use by many threads.
 */
public final class ReplicaGuards {
  private static final int TRIALS = 2;

  private final CircuitBreakerRegistry breakers;
  private final BulkheadRegistry bulkheads;
  private final Duration longTrial;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, Remembered> guards = new ConcurrentHashMap<>();
  private @Nullable Map<String, URI> inForce;

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

  /**
   * Forgets all other replicas. Calls that are under way on them end as they would have.
   *
   * @param replicas all there are: id to base URL. Where nobody ever tells, as with a router of its
   *     own, every replica is remembered
   */
  public synchronized void serve(Map<String, URI> replicas) {
    inForce = Map.copyOf(replicas);
    guards.forEach((replica, known) -> {
      if (!known.url.equals(replicas.get(replica))) {
        forget(replica);
      }
    });
  }

  /** The guard of a replica at its URL. */
  ReplicaGuard of(String replica, URI url) {
    Remembered known = guards.get(replica);
    return known != null && known.url.equals(url) ? known.guard : create(replica, url);
  }

  private synchronized ReplicaGuard create(String replica, URI url) {
    Remembered known = guards.get(replica);
    if (known != null && known.url.equals(url)) {
      return known.guard;
    }
    if (inForce != null && !url.equals(inForce.get(replica))) {
      return passing(replica);
    }
    forget(replica);
    ReplicaGuard guard = guard(breakers.circuitBreaker(replica), bulkheads.bulkhead(replica));
    guards.put(replica, new Remembered(url, guard));
    return guard;
  }

  /** For a request that was decided while its replica was in force; nobody remembers it. */
  private ReplicaGuard passing(String replica) {
    return guard(
        CircuitBreaker.of(replica, breakers.getDefaultConfig()),
        Bulkhead.of(replica, bulkheads.getDefaultConfig()));
  }

  private ReplicaGuard guard(CircuitBreaker breaker, Bulkhead bulkhead) {
    return new ReplicaGuard(breaker, bulkhead, longTrial, nanoTime);
  }

  private void forget(String replica) {
    guards.remove(replica);
    breakers.remove(replica);
    bulkheads.remove(replica);
  }

  private record Remembered(URI url, ReplicaGuard guard) {}
}
