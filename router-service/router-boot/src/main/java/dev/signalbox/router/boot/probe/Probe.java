package dev.signalbox.router.boot.probe;

import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.boot.probe.ProbeClient.Answer;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Asks one replica how it is. A Signalbox worker tells by {@code /worker/status}; any other server
 * is well if it lists its models, or answers {@code /health} where it lists none.
 */
final class Probe {
  private static final int ASK_AGAIN_AFTER = 30;

  /** Servers that are no workers of ours, and how often they were asked since that was seen. */
  private final ConcurrentHashMap<ReplicaId, Integer> noWorkers = new ConcurrentHashMap<>();

  private final ProbeClient client;
  private final ProbeCredentials credentials;
  private final Duration timeout;

  Probe(ProbeClient client, ProbeCredentials credentials, Duration timeout) {
    this.client = client;
    this.credentials = credentials;
    this.timeout = timeout;
  }

  /** Asks once. Exactly one answer, never an error. */
  Mono<ProbeAnswer> ask(ReplicaId replica) {
    return credentials
        .secret(replica.endpoint().credential())
        .flatMap(secret -> askWith(replica, secret.orElse(null)))
        .timeout(timeout, client.scheduler())
        .onErrorResume(error -> Mono.just(failed(error)));
  }

  /** Forgets what was learnt of a replica that is asked no more. */
  void forget(ReplicaId replica) {
    noWorkers.remove(replica);
  }

  private Mono<ProbeAnswer> askWith(ReplicaId replica, @Nullable String secret) {
    Endpoint endpoint = replica.endpoint();
    if (isKnownAsNoWorker(replica)) {
      return askForModels(endpoint, secret);
    }
    return client
        .get(endpoint.baseUrl().resolve("/worker/status"), secret)
        .flatMap(answer -> {
          Optional<ReplicaStatus> worker =
              answer.ok()
                  ? ServerDocuments.worker(answer.body(), endpoint.model())
                  : Optional.empty();
          if (worker.isPresent()) {
            return Mono.just(new ProbeAnswer.Said(worker.get()));
          }
          if (answer.status() < 500) {
            noWorkers.put(replica, 0);
          }
          return askForModels(endpoint, secret);
        });
  }

  private boolean isKnownAsNoWorker(ReplicaId replica) {
    Integer asked = noWorkers.computeIfPresent(replica, (id, times) -> times + 1);
    return asked != null && asked % ASK_AGAIN_AFTER != 0;
  }

  private Mono<ProbeAnswer> askForModels(Endpoint endpoint, @Nullable String secret) {
    URI models = URI.create(endpoint.baseUrl() + "/models");
    return client
        .get(models, secret)
        .flatMap(answer -> {
          Optional<ReplicaStatus> listed =
              answer.ok()
                  ? ServerDocuments.models(answer.body(), endpoint.model())
                  : Optional.empty();
          if (listed.isPresent()) {
            return Mono.just(new ProbeAnswer.Said(listed.get()));
          }
          return mayHaveNoList(answer) && endpoint.model() != null
              ? askForHealth(endpoint, secret)
              : Mono.just(new ProbeAnswer.Down("/models answered " + answer.status()));
        });
  }

  private static boolean mayHaveNoList(Answer answer) {
    return answer.ok() || answer.status() == 404 || answer.status() == 405;
  }

  private Mono<ProbeAnswer> askForHealth(Endpoint endpoint, @Nullable String secret) {
    return client
        .get(endpoint.baseUrl().resolve("/health"), secret)
        .map(answer ->
            answer.ok()
                ? new ProbeAnswer.Said(ReplicaStatus.of(ReplicaState.READY, endpoint.model()))
                : new ProbeAnswer.Down("/health answered " + answer.status()));
  }

  private static ProbeAnswer failed(Throwable error) {
    if (error instanceof TimeoutException
        || error instanceof ReadTimeoutException
        || error instanceof ConnectTimeoutException) {
      return new ProbeAnswer.Late();
    }
    return new ProbeAnswer.Down(error.getClass().getSimpleName());
  }
}
