package dev.signalbox.gateway.admin;

import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView.ExpertView;
import dev.signalbox.router.api.RouterView.ReplicaState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says from time to time what readiness waits for, until it is there. {@code up} shows these lines
 * to whoever waits: they begin with {@code not ready yet:}.
 */
public final class ReadinessWait implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReadinessWait.class);

  private final Disposable looks;

  private ReadinessWait(Disposable looks) {
    this.looks = looks;
  }

  /**
   * Looks until the router is ready or this is closed.
   *
   * @param place what the router is called where it does not answer
   * @param first when to look first
   * @param period how long from one look to the next
   */
  public static ReadinessWait start(Router router, String place, Duration first, Duration period) {
    return new ReadinessWait(
        lines(router, place, first, period)
            .subscribe(awaited -> log.warn("not ready yet: {}", awaited)));
  }

  /** What is awaited at each look; ends with the first look at which nothing is. */
  static Flux<String> lines(Router router, String place, Duration first, Duration period) {
    return Flux.interval(first, period)
        .onBackpressureDrop()
        .concatMap(tick -> awaited(router, place), 1)
        .takeWhile(Optional::isPresent)
        .map(Optional::orElseThrow);
  }

  /** What is awaited; empty once nothing is. */
  static Mono<Optional<String>> awaited(Router router, String place) {
    return router
        .fleet()
        .map(fleet -> fleet.ready() ? Optional.<String>empty() : Optional.of(awaited(fleet)))
        .onErrorReturn(Optional.of(place + " does not answer"));
  }

  private static String awaited(FleetView fleet) {
    if (fleet.experts().isEmpty()) {
      return "no expert is configured";
    }
    String waiting =
        fleet.experts().stream()
            .filter(expert ->
                expert.replicas().stream().noneMatch(r -> r.state() == ReplicaState.READY))
            .map(ReadinessWait::awaited)
            .collect(Collectors.joining("; "));
    return waiting.isEmpty() ? "some expert has not been ready yet" : waiting;
  }

  private static String awaited(ExpertView expert) {
    String replicas =
        expert.replicas().stream()
            .map(r -> r.id() + " is " + r.state().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "expert " + expert.id() + ": " + (replicas.isEmpty() ? "no replica" : replicas);
  }

  @Override
  public void close() {
    looks.dispose();
  }
}
