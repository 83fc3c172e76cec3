package dev.signalbox.gateway.admission;

import dev.signalbox.gateway.refusal.RateLimits;
import dev.signalbox.gateway.refusal.Refusal.Limited;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.tenant.Tenant;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * Bounds how many answers are under way at once: in all and for each tenant. Refuses rather than
 * queues, because a queue in front of the workers' own queues only hides the load.
 */
public final class ConcurrencyLimits implements Admission {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final int limit;
  private final int perTenant;
  private final AtomicInteger underWay = new AtomicInteger();
  private final ConcurrentHashMap<String, AtomicInteger> byTenant = new ConcurrentHashMap<>();

  /**
   * @param limit answers at once in all
   * @param perTenant answers at once for each tenant
   */
  public ConcurrencyLimits(int limit, int perTenant) {
    this.limit = limit;
    this.perTenant = perTenant;
  }

  @Override
  public Mono<Reservation> reserve(Tenant tenant, int promptTokens, int maxTokens) {
    return Mono.fromCallable(() -> enter(tenant));
  }

  /** Answers under way in all. */
  public int underWay() {
    return underWay.get();
  }

  private Reservation enter(Tenant tenant) {
    if (underWay.incrementAndGet() > limit) {
      underWay.decrementAndGet();
      throw refused(limit, "the gateway serves " + limit + " answers at once");
    }
    AtomicInteger ofTenant = byTenant.computeIfAbsent(tenant.id(), id -> new AtomicInteger());
    if (ofTenant.incrementAndGet() > perTenant) {
      ofTenant.decrementAndGet();
      underWay.decrementAndGet();
      throw refused(
          perTenant,
          "tenant " + tenant.id() + " may have " + perTenant + " answers under way at once");
    }
    return new Place(ofTenant);
  }

  private static RefusedException refused(int hit, String message) {
    RateLimits limits = RateLimits.usedUp(hit, RETRY_AFTER);
    return new RefusedException(Limited.rate(message, RETRY_AFTER, limits));
  }

  private final class Place implements Reservation {
    private final AtomicInteger ofTenant;
    private final AtomicBoolean settled = new AtomicBoolean();

    Place(AtomicInteger ofTenant) {
      this.ofTenant = ofTenant;
    }

    @Override
    public Mono<Void> settle(long promptTokens, long completionTokens) {
      return Mono.fromRunnable(() -> {
        if (settled.compareAndSet(false, true)) {
          ofTenant.decrementAndGet();
          underWay.decrementAndGet();
        }
      });
    }
  }
}
