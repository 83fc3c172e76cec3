package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.loop.Race;
import dev.signalbox.gateway.loop.WithinTime;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.JsonNames;
import dev.signalbox.gateway.request.UpstreamBody;
import dev.signalbox.router.api.Placement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends a request to placements in their order until one begins to answer. Replicas that asked to
 * be left alone go to the end of the order. What was tried is noted; what failed is tried elsewhere
 * as far as the retry budget goes. A prompt that is too long for one expert goes to those that read
 * more, which is no retry. A policy may want a second replica of the same expert asked when the
 * first takes unusually long; that is paid for from the same budget, and who begins later is
 * cancelled.
 */
public final class Dispatcher {
  private final Upstreams upstreams;
  private final ReplicaGuards guards;
  private final RetryBudget budget;
  private final FailureLog failures;
  private final DispatchProperties properties;
  private final UsualWaits waits = new UsualWaits();
  private final JsonNames names = new JsonNames();

  public Dispatcher(
      Upstreams upstreams,
      ReplicaGuards guards,
      RetryBudget budget,
      FailureLog failures,
      DispatchProperties properties) {
    this.upstreams = upstreams;
    this.guards = guards;
    this.budget = budget;
    this.failures = failures;
    this.properties = properties;
  }

  /**
   * Sends the request.
   *
   * @param placements where to, best first; not empty
   * @param errand what is sent
   * @param reception takes the answer
   * @return the answer that has begun. Errors with {@link RefusedException} when no placement is
   *     left or an upstream says that the request is wrong. Cancelling closes the upstream.
   */
  public <T> Mono<Dispatched<T>> dispatch(
      List<Placement> placements, Errand errand, Reception<T> reception) {
    return Mono.defer(() -> {
      budget.request();
      return next(new Call<>(new Round(guards, placements), errand, reception));
    });
  }

  /**
   * Sends what follows on an attempt that broke, or is too slow, after its answer had begun. It is
   * a retry: whether some replica lets it in and whether the budget pays for it is settled before
   * anything is sent, so that the caller can keep what it has where it is not.
   *
   * @return null if it cannot be sent. Otherwise as {@link #dispatch}; it holds a place at a
   *     replica and must be subscribed to, once
   */
  public <T> @Nullable Mono<Dispatched<T>> again(
      List<Placement> placements, Errand errand, Reception<T> reception) {
    Call<T> call = new Call<>(new Round(guards, placements), errand, reception);
    Round.Turn turn = call.round.next();
    if (turn == null) {
      return null;
    }
    if (!budget.tryRetry()) {
      turn.permit().release();
      return null;
    }
    return Mono.defer(() -> take(call, turn));
  }

  private <T> Mono<Dispatched<T>> next(Call<T> call) {
    Round.Turn turn = call.round.next();
    return turn == null ? Mono.error(new RefusedException(call.round.refusal())) : take(call, turn);
  }

  private <T> Mono<Dispatched<T>> take(Call<T> call, Round.Turn turn) {
    Duration head = head(call, turn);
    Mono<Dispatched<T>> one = attempt(call, turn);
    Mono<Dispatched<T>> begun =
        head == null
            ? one
            : Race.of(one, head, call.errand.loop(), () -> another(call, turn), this::isDecisive);
    return begun.onErrorResume(UpstreamException.class, error -> moveOn(call, error));
  }

  /** When to ask another replica as well; null for never. */
  private @Nullable Duration head(Call<?> call, Round.Turn turn) {
    Errand errand = call.errand;
    return errand.hedgePercentile() == 0 || !call.round.hasNext()
        ? null
        : waits.percentile(turn.placement().expert(), errand.body(), errand.hedgePercentile());
  }

  private <T> @Nullable Mono<Dispatched<T>> another(Call<T> call, Round.Turn slow) {
    Round.Turn turn = call.round.nextOf(slow.placement().expert(), budget::tryRetry);
    return turn == null ? null : attempt(call, turn);
  }

  private boolean isDecisive(Throwable error) {
    return !(error instanceof UpstreamException failed) || failed.refusal() != null;
  }

  private <T> Mono<Dispatched<T>> moveOn(Call<T> call, UpstreamException error) {
    if (error.refusal() != null) {
      // who reads more was not at fault and is no second try: the budget is not for that
      return error.tooLong() && (call.round.hasNext() || call.round.longerIsAway())
          ? next(call)
          : Mono.error(new RefusedException(error.refusal()));
    }
    Round.Turn turn = call.round.next();
    if (turn != null && budget.tryRetry()) {
      return take(call, turn);
    }
    if (turn != null) {
      turn.permit().release();
    }
    return Mono.error(new RefusedException(call.round.refusal()));
  }

  private <T> Mono<Dispatched<T>> attempt(Call<T> call, Round.Turn turn) {
    Errand errand = call.errand;
    Placement placement = turn.placement();
    byte[] name = names.quoted(placement.upstreamModel());
    UpstreamHeaders headers = errand.attempts().begin(placement, errand.headers());
    long asked = System.nanoTime();
    return upstreams
        .<T>post(
            placement,
            errand.endpoint().upstreamPath(),
            headers,
            allocator -> errand.body().forUpstream(allocator, placement, name),
            (response, connection) ->
                response.status().code() == 200
                    ? call.reception.receive(placement, response, connection)
                    : UpstreamErrors.read(response, connection))
        .transform(first -> inTime(call, first))
        .map(answer -> begun(call, turn, answer, System.nanoTime() - asked))
        .onErrorMap(error -> failed(call, turn, UpstreamErrors.of(error)))
        .doOnCancel(() -> turn.cancelled(errand.attempts()));
  }

  private <T> Dispatched<T> begun(Call<T> call, Round.Turn turn, T answer, long waited) {
    if (call.errand.hedgePercentile() > 0) {
      waits.note(turn.placement().expert(), call.errand.body(), waited);
    }
    if (call.errand.body().stream()) {
      call.errand.attempts().firstToken(turn.placement().replica());
    }
    turn.begun();
    return new Dispatched<>(
        turn.placement(), answer, turn.permit(), cause -> tell(call, turn, cause));
  }

  private UpstreamException failed(Call<?> call, Round.Turn turn, UpstreamException error) {
    Placement placement = turn.placement();
    call.errand.attempts().end(placement.replica(), error.kind());
    if (error.harmful()) {
      turn.permit().failed(error);
    }
    turn.permit().release();
    if (error.refusal() == null) {
      tell(call, turn, String.valueOf(error.getMessage()));
    }
    call.round.failed(turn, error);
    return error;
  }

  private void tell(Call<?> call, Round.Turn turn, String cause) {
    Errand errand = call.errand;
    errand.attempts().failed(turn.placement().replica(), cause);
    failures.tell(errand.headers().requestId(), turn.placement(), cause);
  }

  private <T> Mono<T> inTime(Call<T> call, Mono<T> first) {
    return new WithinTime<>(
        first,
        timeout(call.errand.body()),
        call.errand.loop(),
        () -> UpstreamException.timeout("no answer in time"));
  }

  private Duration timeout(UpstreamBody body) {
    if (!body.stream()) {
      return properties.answerTimeout();
    }
    return properties
        .firstTokenTimeout()
        .plusNanos(
            properties.firstTokenTimeoutPerThousand().toNanos() / 1000 * body.promptTokens());
  }

  private record Call<T>(Round round, Errand errand, Reception<T> reception) {}
}
