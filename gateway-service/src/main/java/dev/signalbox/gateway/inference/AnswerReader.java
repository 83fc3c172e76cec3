package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Reception;
import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.events.RelayListener;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.loop.Patience.Opening.Waiting;
import dev.signalbox.gateway.relay.StreamProperties;
import dev.signalbox.gateway.relay.StreamRelay;
import dev.signalbox.gateway.relay.Succession;
import dev.signalbox.gateway.request.JsonNames;
import dev.signalbox.gateway.request.RequestFacts;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
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
      LongSupplier tokens = () -> intake[0].scan().completionTokens();
      intake[0] = intake(exchange, placement, explanation(exchange, placement, tokens));
      return read(exchange, intake[0], connection);
    };
  }

  /** An answer that is judged before anybody can explain it. */
  Reception<BodyIntake> wholeDraft(Exchange exchange) {
    return (placement, response, connection) ->
        read(exchange, intake(exchange, placement, null), connection);
  }

  private BodyIntake intake(
      Exchange exchange, Placement placement, @Nullable Supplier<byte[]> explanation) {
    return new BodyIntake(
        plan(exchange, placement, explanation),
        limits.longestAnswer().toBytes(),
        exchange.endpoint());
  }

  private static Mono<BodyIntake> read(
      Exchange exchange, BodyIntake intake, Connection connection) {
    Mono<BodyIntake> read = intake.read(connection.inbound().receive());
    Translation translation = exchange.translation();
    boolean explained = facts(exchange).explain();
    return translation == null ? read : read.map(done -> done.translated(translation, explained));
  }

  /**
   * @param succession makes who goes on with the stream of an upstream that tells token ids; null
   *     where a stream that breaks stays broken
   */
  Reception<StreamRelay> relay(Exchange exchange, @Nullable Supplier<Succession> succession) {
    return (placement, response, connection) -> {
      StreamRelay[] relay = new StreamRelay[1];
      LongSupplier tokens = () -> relay[0].tally().completionTokens();
      relay[0] =
          relay(
              exchange,
              plan(exchange, placement, explanation(exchange, placement, tokens)),
              succession != null && placement.capabilities().contains(Capability.TOKEN_IDS)
                  ? succession.get()
                  : null,
              connection);
      return begin(relay[0], response, connection);
    };
  }

  /** A stream that is judged before anybody can explain it, and that nobody else goes on with. */
  Reception<StreamRelay> draft(Exchange exchange) {
    return (placement, response, connection) ->
        begin(
            relay(exchange, plan(exchange, placement, null), null, connection),
            response,
            connection);
  }

  private StreamRelay relay(
      Exchange exchange, RelayPlan plan, @Nullable Succession succession, Connection connection) {
    return new StreamRelay(
        plan,
        succession,
        limits,
        pace(exchange),
        connection.channel().eventLoop(),
        connection.channel().alloc());
  }

  private static Mono<StreamRelay> begin(
      StreamRelay relay, HttpClientResponse response, Connection connection) {
    if (!isEventStream(response)) {
      connection.dispose();
      return Mono.error(UpstreamException.failed("not an event stream"));
    }
    return relay.begin(connection.inbound().receive());
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
    return new Answer.Streamed(open.body(), Mono.fromSupplier(open::ending), open::stop)
        .in(exchange.translation(), open::breakOff);
  }

  /** A stream whose client is kept waiting by comments until an upstream begins to answer. */
  Answer late(Exchange exchange, Waiting<OpenStream> opening, EventExecutor loop) {
    return new LateStream(exchange, opening, limits.keepAlive(), loop).answer();
  }

  static Mono<Void> streamed(Exchange exchange, OpenStream open) {
    return Mono.fromRunnable(() -> open.end(exchange));
  }

  /**
   * Makes what is told of an answer in its usage.
   *
   * @param completionTokens tokens that the answer has, when it is asked for
   * @return null if the client did not ask
   */
  @Nullable Supplier<byte[]> explanation(
      Exchange exchange, Placement placement, LongSupplier completionTokens) {
    RoutingDecision decision = decision(exchange);
    return facts(exchange).explain()
        ? () -> Explanation.member(exchange, decision, placement, completionTokens.getAsLong())
        : null;
  }

  private RelayPlan plan(
      Exchange exchange, Placement placement, @Nullable Supplier<byte[]> explanation) {
    RequestFacts facts = facts(exchange);
    return new RelayPlan(
        names.quoted(placement.expert()),
        facts.includeUsage() || facts.explain(),
        explanation,
        facts.choices(),
        exchange::hangUp);
  }

  private static RequestFacts facts(Exchange exchange) {
    return Objects.requireNonNull(exchange.facts(), "an answer to a request that was not read");
  }

  private static RoutingDecision decision(Exchange exchange) {
    return Objects.requireNonNull(exchange.decision(), "an answer without a decision");
  }
}
