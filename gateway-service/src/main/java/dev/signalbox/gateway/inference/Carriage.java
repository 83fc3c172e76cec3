package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.resume.TokenTrail;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The upstream that carries a relay's stream now, how its events are read, and the search for
 * another one when it is given up. On the relay's event loop.
 */
final class Carriage {
  private final RelayPlan plan;
  private final @Nullable Succession succession;
  private final RelayListener listener;
  private final ByteBufAllocator allocator;
  private final StreamTally tally = new StreamTally();

  private Inlet inlet;
  private EventReader reader;
  private @Nullable MonoSink<StreamRelay> waiting;
  private @Nullable Dispatched<StreamRelay> carrier;
  private @Nullable Search search;

  /**
   * @param relay gets what the upstream sends
   * @param succession who goes on where an upstream dies; null for nobody
   */
  Carriage(
      StreamRelay relay,
      RelayPlan plan,
      @Nullable Succession succession,
      RelayListener listener,
      ByteBufAllocator allocator) {
    this.plan = plan;
    this.succession = succession;
    this.listener = listener;
    this.allocator = allocator;
    this.inlet = new Inlet(relay);
    EventShape shape = succession == null ? plan : new RecordedEvents(plan, succession.trail());
    this.reader = new EventReader(shape, plan.choices(), tally, listener, allocator);
  }

  /** Takes the first upstream in; the value comes with its first event. */
  Mono<StreamRelay> begin(Flux<ByteBuf> source, Runnable onCancel) {
    return Mono.create(sink -> {
      waiting = sink;
      sink.onCancel(onCancel::run);
      source.subscribe(inlet);
    });
  }

  /** Takes another upstream in; the value comes with its first event. */
  Mono<StreamRelay> goOn(StreamRelay relay, Flux<ByteBuf> source, TokenTrail trail) {
    return Mono.create(sink -> {
      Inlet next = new Inlet(relay);
      reader.drop();
      tally.goOn(trail.answerTokens());
      EventShape shape = new ContinuedEvents(plan, trail, tally);
      reader = new EventReader(shape, plan.choices(), tally, listener, allocator);
      inlet = next;
      waiting = sink;
      sink.onCancel(() -> {
        waiting = null;
        next.close();
      });
      source.subscribe(next);
    });
  }

  /** Whether something comes from the upstream that is listened to. */
  boolean isFrom(Inlet one) {
    return one == inlet;
  }

  EventReader reader() {
    return reader;
  }

  StreamTally tally() {
    return tally;
  }

  /** The first event is there: whoever waits for it gets the relay. */
  void handOver(StreamRelay relay) {
    MonoSink<StreamRelay> first = waiting;
    if (first != null && reader.begun()) {
      waiting = null;
      first.success(relay);
    }
  }

  /** The upstream failed before its first event: whoever waits is told. False if nobody waits. */
  boolean failedAtFirst() {
    MonoSink<StreamRelay> first = waiting;
    if (first == null || reader.begun()) {
      return false;
    }
    waiting = null;
    first.error(UpstreamException.failed("the stream ended before its first event"));
    return true;
  }

  /** Whether somebody is looked for. */
  boolean searching() {
    return search != null;
  }

  /** Whether somebody could go on at all. */
  boolean mayGoOn() {
    return succession != null;
  }

  /** What completes an answer that is over but for the end of its stream; null if it is not. */
  byte @Nullable [] conclusion() {
    return succession != null && succession.answerIsOver()
        ? succession.conclusion(plan, tally)
        : null;
  }

  /** Gives the upstream up and looks for another; false, with all as it was, if there is none. */
  boolean elsewhere(StreamRelay relay) {
    Dispatched<StreamRelay> last = carrier;
    if (succession == null || last == null) {
      return false;
    }
    Mono<Dispatched<StreamRelay>> next = succession.next(relay, last);
    if (next == null) {
      return false;
    }
    inlet.close();
    carrier = null;
    search = new Search(relay);
    next.subscribe(search);
    return true;
  }

  /** Somebody carries the stream, and holds a place at a replica for it. */
  void carriedBy(Dispatched<StreamRelay> next) {
    carrier = next;
    search = null;
  }

  /** A search came to nothing; false if it is not the one under way. */
  boolean gaveUp(Search over) {
    if (search != over) {
      return false;
    }
    search = null;
    return true;
  }

  /** Who carries the stream; null if whoever did was given up. */
  @Nullable Dispatched<StreamRelay> carrier() {
    return carrier;
  }

  /** Asks the upstream for pieces, until this many are under way. */
  void askFor(long room) {
    inlet.askFor(reader.begun() ? room : 1);
  }

  /** Closes the upstream and ends the search. Idempotent. */
  void stop() {
    inlet.close();
    if (search != null) {
      search.cancel();
    }
  }
}
