package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.dispatch.Dispatcher;
import dev.signalbox.gateway.dispatch.Errand;
import dev.signalbox.gateway.dispatch.UpstreamHeaders;
import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.router.api.Placement;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Asks for answers that are no streams, on behalf of one request. They come whole or not at all.
 */
final class WholeAsking implements Cascade.Asking<WholeDraft, OpenAnswer> {
  private final Dispatcher dispatcher;
  private final AnswerReader answers;
  private final Exchange exchange;
  private final UpstreamHeaders headers;
  private final EventExecutor loop;

  WholeAsking(
      Dispatcher dispatcher,
      AnswerReader answers,
      Exchange exchange,
      UpstreamHeaders headers,
      EventExecutor loop) {
    this.dispatcher = dispatcher;
    this.answers = answers;
    this.exchange = exchange;
    this.headers = headers;
    this.loop = loop;
  }

  @Override
  public Mono<WholeDraft> draft(
      List<Placement> placements,
      RequestBody body,
      Attempts attempts,
      int longest,
      @Nullable Duration patience) {
    boolean strip = !LogprobsWish.wishedByClient(body);
    return dispatcher
        .dispatch(placements, errand(body, attempts), answers.wholeDraft(exchange))
        .map(begun ->
            new WholeDraft(
                begun,
                new DraftText(strip),
                answers.explanation(
                    exchange, begun.placement(), () -> begun.answer().scan().completionTokens())));
  }

  @Override
  public OpenAnswer accepted(WholeDraft draft) {
    return OpenAnswer.of(draft);
  }

  @Override
  public Mono<OpenAnswer> answer(List<Placement> placements, RequestBody body) {
    return dispatcher
        .dispatch(placements, errand(body, exchange.attempts()), answers.whole(exchange))
        .map(OpenAnswer::of);
  }

  private Errand errand(RequestBody body, Attempts attempts) {
    double hedge = exchange.delivery().hedgePercentile();
    return new Errand(exchange.endpoint(), body, headers, attempts, loop, hedge);
  }
}
