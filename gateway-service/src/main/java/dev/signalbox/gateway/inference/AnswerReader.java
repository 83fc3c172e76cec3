package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Reception;
import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.events.RelayListener;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.relay.Ending;
import dev.signalbox.gateway.relay.StreamProperties;
import dev.signalbox.gateway.relay.StreamRelay;
import dev.signalbox.gateway.relay.Succession;
import dev.signalbox.gateway.request.JsonNames;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
      Mono<BodyIntake> read = intake[0].read(connection.inbound().receive());
      return exchange.translation() == null ? read : read.map(BodyIntake::asChat);
    };
  }

  /**
   * @param succession makes who goes on with the stream of an upstream that tells token ids; null
   *     where a stream that breaks stays broken
   */
  Reception<StreamRelay> relay(Exchange exchange, @Nullable Supplier<Succession> succession) {
    return (placement, response, connection) -> {
      if (!isEventStream(response)) {
        connection.dispose();
        return Mono.error(UpstreamException.failed("the answer is no stream of events"));
      }
      StreamRelay[] relay = new StreamRelay[1];
      relay[0] =
          new StreamRelay(
              plan(exchange, placement, () -> relay[0].tally().completionTokens()),
              succession != null && placement.capabilities().contains(Capability.TOKEN_IDS)
                  ? succession.get()
                  : null,
              limits,
              pace(exchange),
              connection.channel().eventLoop(),
              connection.channel().alloc());
      return relay[0].begin(connection.inbound().receive());
    };
  }

  /** Hears the pace of a stream, and of which one it is where that may be an example. */
  private RelayListener pace(Exchange exchange) {
    return exchange.trace().sampled()
        ? sinceLast -> exchange.trace().during(() -> listener.token(sinceLast))
        : listener;
  }

  static boolean isEventStream(HttpClientResponse response) {
    String type = response.responseHeaders().get("content-type");
    return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
  }

  Answer stream(Exchange exchange, OpenStream open) {
    exchange.begun(open.placement(), System.nanoTime());
    return new Answer.Streamed(open.body(), Mono.fromSupplier(open::ending))
        .in(exchange.translation(), open::breakOff);
  }

  /** A stream whose client is kept waiting by comments until an upstream begins to answer. */
  Answer late(Exchange exchange, Mono<OpenStream> rest) {
    AtomicReference<Ending> ending = new AtomicReference<>(Ending.BROKEN);
    AtomicReference<Runnable> breakOff = new AtomicReference<>(() -> {});
    Flux<ByteBuf> answer =
        Flux.usingWhen(
                rest,
                open -> {
                  exchange.begun(open.placement(), System.nanoTime());
                  breakOff.set(open::breakOff);
                  return open.body().doOnComplete(() -> ending.set(open.ending()));
                },
                open -> streamed(exchange, open),
                (open, error) -> streamed(exchange, open),
                open -> streamed(exchange, open))
            .onErrorResume(
                RefusedException.class, error -> Flux.just(errorEvent(exchange, error.refusal())));
    Flux<ByteBuf> waiting =
        Flux.interval(Duration.ZERO, limits.keepAlive())
            .onBackpressureDrop()
            .map(tick -> Unpooled.copiedBuffer(": keep-alive\n\n", StandardCharsets.US_ASCII));
    Flux<ByteBuf> body =
        answer.publish(shared -> Flux.merge(waiting.takeUntilOther(shared), shared));
    return new Answer.Streamed(body, Mono.fromSupplier(ending::get))
        .in(exchange.translation(), () -> breakOff.get().run());
  }

  static Mono<Void> streamed(Exchange exchange, OpenStream open) {
    return Mono.fromRunnable(() -> open.end(exchange));
  }

  private static ByteBuf errorEvent(Exchange exchange, Refusal refusal) {
    exchange.refused(refusal);
    return Unpooled.wrappedBuffer(ErrorBody.event(refusal));
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
            ? () -> Explanation.member(exchange, decision, placement, completionTokens.getAsLong())
            : null,
        facts.choices(),
        exchange::hangUp);
  }
}
