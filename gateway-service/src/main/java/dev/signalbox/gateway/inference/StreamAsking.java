package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.dispatch.Dispatcher;
import dev.signalbox.gateway.dispatch.Errand;
import dev.signalbox.gateway.dispatch.UpstreamHeaders;
import dev.signalbox.gateway.relay.Succession;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.resume.TokenTrail;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Placement;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks for streams, on behalf of one request. */
final class StreamAsking implements Cascade.Asking<HeldDraft, OpenStream> {
  private final Dispatcher dispatcher;
  private final AnswerReader answers;
  private final Exchange exchange;
  private final UpstreamHeaders headers;
  private final EventExecutor loop;
  private final LongSupplier seeds;

  StreamAsking(
      Dispatcher dispatcher,
      AnswerReader answers,
      Exchange exchange,
      UpstreamHeaders headers,
      EventExecutor loop,
      LongSupplier seeds) {
    this.dispatcher = dispatcher;
    this.answers = answers;
    this.exchange = exchange;
    this.headers = headers;
    this.loop = loop;
    this.seeds = seeds;
  }

  @Override
  public Mono<HeldDraft> draft(
      List<Placement> placements,
      RequestBody body,
      Attempts attempts,
      int longest,
      @Nullable Duration patience) {
    long startedAt = System.nanoTime();
    boolean strip = !LogprobsWish.wishedByClient(body);
    return dispatcher
        .dispatch(placements, errand(body, attempts), answers.draft(exchange))
        .flatMap(begun ->
            new HeldDraft(
                    begun,
                    new DraftText(strip),
                    longest,
                    loop,
                    answers.explanation(
                        exchange,
                        begun.placement(),
                        () -> begun.answer().tally().completionTokens()))
                .written(
                    left(patience, startedAt),
                    draft -> {
                      exchange.consumption().wasted(draft.placement(), draft.tokens());
                      draft.drop(attempts);
                    }));
  }

  private static @Nullable Duration left(@Nullable Duration patience, long startedAt) {
    return patience == null ? null : patience.minusNanos(System.nanoTime() - startedAt);
  }

  @Override
  public OpenStream accepted(HeldDraft draft) {
    return OpenStream.of(draft);
  }

  @Override
  public Mono<OpenStream> answer(List<Placement> placements, RequestBody body) {
    boolean resume =
        exchange.delivery().resume() == Delivery.Resume.EXACT && body.facts().resumable();
    long seed = resume ? seeds.getAsLong() : 0;
    Supplier<Succession> succession =
        () -> new Heirs(dispatcher, exchange, body, headers, loop, seed, new TokenTrail());
    return dispatcher
        .dispatch(
            placements,
            errand(resume ? body.withTokenIds(seed) : body, exchange.attempts()),
            answers.relay(exchange, resume ? succession : null))
        .map(OpenStream::of);
  }

  private Errand errand(RequestBody body, Attempts attempts) {
    double hedge = exchange.delivery().hedgePercentile();
    return new Errand(exchange.endpoint(), body, headers, attempts, loop, hedge);
  }
}
