package dev.signalbox.router.boot.probe;

import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Probes every replica of the fleet until told of another fleet or closed. Safe for use by many
 * threads.
 */
public final class Probes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Probes.class);

  private final Probe probe;
  private final ProbeClient client;
  private final Duration interval;
  private final Map<ReplicaId, Disposable> running = new HashMap<>();
  private boolean closed;

  /**
   * @param credentials secrets of servers that want one
   * @param interval between two probes of a replica that is well
   * @param timeout within which a probe must be answered
   */
  public Probes(ProbeCredentials credentials, Duration interval, Duration timeout) {
    this.client = new ProbeClient(timeout);
    this.probe = new Probe(client, credentials, timeout);
    this.interval = interval;
  }

  /**
   * Probes these replicas from now on and no others.
   *
   * @param replicas all there are
   * @param noted is told what a replica says, on the probes' event loop; must not block or fail
   */
  public synchronized void follow(
      List<ReplicaId> replicas, BiConsumer<ReplicaId, ReplicaStatus> noted) {
    if (closed) {
      return;
    }
    Set<ReplicaId> gone = new HashSet<>(running.keySet());
    replicas.forEach(gone::remove);
    for (ReplicaId replica : gone) {
      Disposable loop = running.remove(replica);
      if (loop != null) {
        loop.dispose();
        probe.forget(replica);
      }
    }
    for (ReplicaId replica : replicas) {
      running.computeIfAbsent(replica, id -> start(id, noted));
    }
  }

  private Disposable start(ReplicaId replica, BiConsumer<ReplicaId, ReplicaStatus> noted) {
    ProbeRhythm rhythm = new ProbeRhythm(interval, () -> ThreadLocalRandom.current().nextDouble());
    return Mono.defer(() -> probe.ask(replica))
        .doOnNext(answer -> {
          log.trace("replica {}: {}", replica.id(), answer);
          rhythm
              .noted(answer, replica.endpoint().model())
              .ifPresent(status -> noted.accept(replica, status));
        })
        .repeatWhen(
            asked -> asked.concatMap(count -> Mono.delay(rhythm.pause(), client.scheduler())))
        .subscribe(
            answer -> {}, error -> log.error("probes of replica {} ended", replica.id(), error));
  }

  /** Ends every probe and closes their connections. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    running.values().forEach(Disposable::dispose);
    running.clear();
    client.close();
  }
}
