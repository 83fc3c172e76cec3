package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.dispatch.Reception;
import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.JsonNames;
import dev.signalbox.gateway.sse.AnswerScan;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientResponse;

/** Makes {@link Answer}s of what upstreams send, and writes down in the exchange how they ended. */
public final class AnswerReader {
  private static final String EVENT_STREAM = "text/event-stream";

  private final StreamProperties limits;
  private final RelayListener listener;
  private final JsonNames names = new JsonNames();

  public AnswerReader(StreamProperties limits, RelayListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  Duration patience() {
    return limits.keepAlive();
  }

  Reception<BodyIntake> whole(Exchange exchange) {
    return (placement, response, connection) -> {
      BodyIntake[] intake = new BodyIntake[1];
      intake[0] =
          new BodyIntake(
              plan(exchange, placement, () -> intake[0].scan().completionTokens()),
              limits.longestAnswer().toBytes());
      return intake[0].read(connection.inbound().receive());
    };
  }

  Answer whole(Exchange exchange, Dispatched<BodyIntake> begun) {
    exchange.begun(begun.placement(), System.nanoTime());
    AnswerScan scan = begun.answer().scan();
    exchange.tokens(scan.promptTokens(), scan.cachedTokens(), scan.completionTokens());
    return new Answer.Whole(begun.answer().json(ByteBufAllocator.DEFAULT));
  }

  Mono<Void> delivered(Exchange exchange, Dispatched<BodyIntake> begun) {
    return Mono.fromRunnable(() -> {
      exchange.attempts().end(AttemptKind.ANSWERED);
      exchange.outcome(OutcomeKind.COMPLETED);
      begun.release();
    });
  }

  Mono<Void> abandoned(Exchange exchange, Dispatched<BodyIntake> begun) {
    return Mono.fromRunnable(() -> {
      exchange.attempts().end(AttemptKind.CANCELLED);
      exchange.outcome(OutcomeKind.CLIENT_CLOSED);
      begun.release();
    });
  }

  Reception<StreamRelay> stream(Exchange exchange) {
    return (placement, response, connection) -> {
      if (!isEventStream(response)) {
        connection.dispose();
        return Mono.error(UpstreamException.failed("the answer is no stream of events"));
      }
      StreamRelay[] relay = new StreamRelay[1];
      relay[0] =
          new StreamRelay(
              plan(exchange, placement, () -> relay[0].tally().completionTokens()),
              limits,
              listener,
              connection.channel().eventLoop(),
              connection.channel().alloc());
      return relay[0].begin(connection.inbound().receive());
    };
  }

  private static boolean isEventStream(HttpClientResponse response) {
    String type = response.responseHeaders().get("content-type");
    return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
  }

  Answer stream(Exchange exchange, Dispatched<StreamRelay> begun) {
    exchange.begun(begun.placement(), System.nanoTime());
    StreamRelay relay = begun.answer();
    return new Answer.Streamed(relay, Mono.fromSupplier(relay::ending));
  }

  /** Writes down how a stream ended: by itself, or because nobody wanted the rest. */
  Mono<Void> streamed(Exchange exchange, Dispatched<StreamRelay> begun) {
    return Mono.fromRunnable(() -> {
      StreamRelay relay = begun.answer();
      boolean over = relay.delivered();
      relay.cancel();
      StreamTally tally = relay.tally();
      exchange.tokens(tally.promptTokens(), tally.cachedTokens(), tally.completionTokens());
      note(exchange, begun, relay, over);
      begun.release();
    });
  }

  private static void note(
      Exchange exchange, Dispatched<StreamRelay> begun, StreamRelay relay, boolean over) {
    if (!over || relay.clientTooSlow()) {
      exchange.attempts().end(AttemptKind.CANCELLED);
      exchange.outcome(OutcomeKind.CLIENT_CLOSED);
    } else if (relay.ending() == Answer.Ending.WHOLE) {
      exchange.attempts().end(AttemptKind.ANSWERED);
      exchange.outcome(OutcomeKind.COMPLETED);
    } else {
      begun.broke(UpstreamException.failed("the stream broke off"));
      exchange.attempts().end(AttemptKind.BROKE_MID_STREAM);
      exchange.refused(relay.failure());
    }
  }

  /** A stream whose client is kept waiting by comments until an upstream begins to answer. */
  Answer late(Exchange exchange, Mono<Dispatched<StreamRelay>> rest) {
    AtomicReference<Answer.Ending> ending = new AtomicReference<>(Answer.Ending.BROKEN);
    Flux<ByteBuf> answer =
        Flux.usingWhen(
                rest,
                begun -> {
                  exchange.begun(begun.placement(), System.nanoTime());
                  return begun.answer().doOnComplete(() -> ending.set(begun.answer().ending()));
                },
                begun -> streamed(exchange, begun),
                (begun, error) -> streamed(exchange, begun),
                begun -> streamed(exchange, begun))
            .onErrorResume(
                RefusedException.class, error -> Flux.just(errorEvent(exchange, error.refusal())));
    Flux<ByteBuf> waiting =
        Flux.interval(Duration.ZERO, limits.keepAlive())
            .onBackpressureDrop()
            .map(tick -> Unpooled.copiedBuffer(": keep-alive\n\n", StandardCharsets.US_ASCII));
    Flux<ByteBuf> body =
        answer.publish(shared -> Flux.merge(waiting.takeUntilOther(shared), shared));
    return new Answer.Streamed(body, Mono.fromSupplier(ending::get));
  }

  private static ByteBuf errorEvent(Exchange exchange, Refusal refusal) {
    exchange.refused(refusal);
    String json = new String(ErrorBody.json(refusal), StandardCharsets.UTF_8);
    return Unpooled.copiedBuffer("data: " + json + "\n\n", StandardCharsets.UTF_8);
  }

  private RelayPlan plan(Exchange exchange, Placement placement, LongSupplier completionTokens) {
    var facts = exchange.facts();
    RoutingDecision decision = exchange.decision();
    if (facts == null || decision == null) {
      throw new IllegalStateException("an answer without a decision");
    }
    return new RelayPlan(
        placement.expert().equals(placement.upstreamModel())
            ? null
            : names.quoted(placement.expert()),
        facts.includeUsage() || facts.explain(),
        facts.explain()
            ? () ->
                Explanation.member(
                    decision, placement, completionTokens.getAsLong(), exchange.attempts().count())
            : null,
        facts.choices(),
        exchange::hangUp);
  }
}
