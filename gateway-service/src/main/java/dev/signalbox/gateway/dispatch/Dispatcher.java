package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.loop.WithinTime;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.JsonNames;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.router.api.Placement;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Sends a request to placements in their order until one begins to answer. Replicas that asked to
 * be left alone go to the end of the order. What was tried is noted; what failed is tried elsewhere
 * as far as the retry budget goes.
 */
public final class Dispatcher {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final Upstreams upstreams;
  private final ReplicaGuards guards;
  private final RetryBudget budget;
  private final DispatchProperties properties;
  private final JsonNames names = new JsonNames();

  public Dispatcher(
      Upstreams upstreams,
      ReplicaGuards guards,
      RetryBudget budget,
      DispatchProperties properties) {
    this.upstreams = upstreams;
    this.guards = guards;
    this.budget = budget;
    this.properties = properties;
  }

  /**
   * Sends the request.
   *
   * @param placements where to, best first; not empty
   * @param attempts where to note what was tried
   * @param loop the thread that the request runs on
   * @param reception takes the answer
   * @return the answer that has begun. Errors with {@link RefusedException} when no placement is
   *     left or an upstream says that the request is wrong. Cancelling closes the upstream.
   */
  public <T> Mono<Dispatched<T>> dispatch(
      List<Placement> placements,
      Endpoint endpoint,
      RequestBody body,
      UpstreamHeaders headers,
      Attempts attempts,
      EventExecutor loop,
      Reception<T> reception) {
    return Mono.defer(() -> {
      budget.request();
      Round round = new Round(guards, placements);
      return next(new Call<>(round, endpoint, body, headers, attempts, loop, reception));
    });
  }

  private <T> Mono<Dispatched<T>> next(Call<T> call) {
    Round.Turn turn = call.round.next();
    if (turn == null) {
      return Mono.error(new RefusedException(call.round.refusal()));
    }
    call.attempts.begin(turn.placement().replica());
    return attempt(call, turn).onErrorResume(error -> failed(call, turn, UpstreamErrors.of(error)));
  }

  private <T> Mono<Dispatched<T>> failed(Call<T> call, Round.Turn turn, UpstreamException error) {
    call.attempts.end(error.kind());
    if (error.harmful()) {
      turn.permit().failed(error);
    }
    turn.permit().release();
    log.debug("replica {}: {}: {}", turn.placement().replica(), error.kind(), error.getMessage());
    if (error.refusal() != null) {
      return Mono.error(new RefusedException(error.refusal()));
    }
    call.round.failed(turn, error);
    if (call.round.hasNext() && !budget.tryRetry()) {
      return Mono.error(new RefusedException(call.round.refusal()));
    }
    return next(call);
  }

  private <T> Mono<Dispatched<T>> attempt(Call<T> call, Round.Turn turn) {
    Placement placement = turn.placement();
    byte[] name = names.quoted(placement.upstreamModel());
    return upstreams
        .<T>post(
            placement,
            call.endpoint,
            call.headers,
            allocator -> call.body.at(placement).forUpstream(allocator, name),
            (response, connection) ->
                response.status().code() == 200
                    ? call.reception.receive(placement, response, connection)
                    : UpstreamErrors.read(response, connection))
        .transform(first -> inTime(call, first))
        .map(answer -> begun(turn, answer))
        .doOnCancel(() -> turn.cancelled(call.attempts));
  }

  private static <T> Dispatched<T> begun(Round.Turn turn, T answer) {
    turn.begun();
    return new Dispatched<>(turn.placement(), answer, turn.permit());
  }

  private <T> Mono<T> inTime(Call<T> call, Mono<T> first) {
    return new WithinTime<>(
        first,
        timeout(call.body.facts()),
        call.loop,
        () -> UpstreamException.timeout("no answer in time"));
  }

  private Duration timeout(RequestFacts facts) {
    if (!facts.stream()) {
      return properties.answerTimeout();
    }
    return properties
        .firstTokenTimeout()
        .plusNanos(
            properties.firstTokenTimeoutPerThousand().toNanos() / 1000 * facts.promptTokens());
  }

  private record Call<T>(
      Round round,
      Endpoint endpoint,
      RequestBody body,
      UpstreamHeaders headers,
      Attempts attempts,
      EventExecutor loop,
      Reception<T> reception) {}
}
