package dev.signalbox.gateway.relay;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.dispatch.UpstreamErrors;
import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.events.ContinuedEvents;
import dev.signalbox.gateway.events.EventReader;
import dev.signalbox.gateway.events.EventShape;
import dev.signalbox.gateway.events.RecordedEvents;
import dev.signalbox.gateway.events.RelayListener;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.events.StreamTally;
import dev.signalbox.gateway.resume.TokenTrail;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The upstream's side of a relay: who carries the stream now, how the events are read, and the
 * search for somebody else when whoever carries it is given up. On the relay's event loop.
 */
final class Carriage {
  private final StreamRelay relay;
  private final StreamClock clock;
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
   * @param relay gets what is read
   * @param clock hears when something comes
   * @param succession who goes on where an upstream dies; null for nobody
   */
  Carriage(
      StreamRelay relay,
      StreamClock clock,
      RelayPlan plan,
      @Nullable Succession succession,
      RelayListener listener,
      ByteBufAllocator allocator) {
    this.relay = relay;
    this.clock = clock;
    this.plan = plan;
    this.succession = succession;
    this.listener = listener;
    this.allocator = allocator;
    this.inlet = new Inlet(this);
    EventShape shape = succession == null ? plan : new RecordedEvents(plan, succession.trail());
    this.reader = new EventReader(shape, plan.choices(), true, tally, listener, allocator);
    clock.impatient(succession != null);
  }

  /** Takes the first upstream in; the value comes with its first token. */
  Mono<StreamRelay> begin(Flux<ByteBuf> source, Runnable onCancel) {
    return Mono.create(sink -> {
      waiting = sink;
      sink.onCancel(onCancel::run);
      source.subscribe(inlet);
    });
  }

  /** Takes another upstream in; the value comes with its first event. */
  Mono<StreamRelay> goOn(Flux<ByteBuf> source, TokenTrail trail) {
    return Mono.create(sink -> {
      Inlet next = new Inlet(this);
      reader.drop();
      tally.goOn(trail.answerTokens());
      EventShape shape = new ContinuedEvents(plan, trail, tally);
      // the trail notes what it reads, so that none of it can be taken back for another upstream
      reader = new EventReader(shape, plan.choices(), false, tally, listener, allocator);
      inlet = next;
      waiting = sink;
      sink.onCancel(() -> {
        waiting = null;
        next.close();
      });
      source.subscribe(next);
    });
  }

  // From the upstream

  /** A piece has come; its giver goes on owning it. */
  void received(Inlet from, ByteBuf piece) {
    if (isStale(from)) {
      return;
    }
    boolean wasDone = reader.done() != null;
    ByteBuf out = reader.read(piece, clock.received(wasDone));
    if (out != null) {
      relay.emit(out);
    }
    if (relay.isOver()) {
      return; // the client left while it was given the piece
    }
    if (reader.failure() != null) {
      from.close();
      broke();
      return;
    }
    handOver();
    if (!wasDone && reader.done() != null) {
      relay.done();
    }
    relay.askForMore();
  }

  /** The transport broke. */
  void failed(Inlet from) {
    if (!isStale(from)) {
      reader.broken();
      broke();
    }
  }

  /** The transport ended cleanly. */
  void ended(Inlet from) {
    if (isStale(from)) {
      return;
    }
    ByteBuf last = reader.finish();
    if (last != null) {
      relay.emit(last);
    }
    if (reader.failure() == null) {
      relay.end(Ending.WHOLE);
    } else {
      broke();
    }
  }

  private boolean isStale(Inlet from) {
    return relay.isOver() || from != inlet;
  }

  /** Who carries the stream made an end of it that is none. */
  private void broke() {
    if (search != null && failedAtFirst()) {
      return;
    }
    handOver();
    if (succession != null && succession.answerIsOver()) {
      conclude(succession);
    } else if (!elsewhere()) {
      relay.end(Ending.BROKEN);
    }
  }

  /** All of the answer has come, and only what stands behind it is lacking. */
  private void conclude(Succession by) {
    relay.emit(Unpooled.wrappedBuffer(by.conclusion(plan, tally)));
    relay.end(Ending.WHOLE);
  }

  // Who goes on

  /** It has been silent for long: somebody else goes on, or it has all the time that there is. */
  void slow() {
    if (succession != null && succession.answerIsOver()) {
      stop();
      conclude(succession);
    } else if (!elsewhere()) {
      clock.impatient(false);
    }
  }

  /** Gives the upstream up and looks for another; false, with all as it was, if there is none. */
  private boolean elsewhere() {
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
    search = new Search(this);
    next.subscribe(search);
    clock.received(false);
    clock.impatient(search == null);
    return true;
  }

  /** Somebody carries the stream, and holds a place at a replica for it. */
  void carriedBy(Dispatched<StreamRelay> next) {
    if (relay.isOver() && search != null) {
      next.release();
      return;
    }
    carrier = next;
    search = null;
    clock.impatient(succession != null);
  }

  /** Nobody could be found to go on; of no interest from a search that is over. */
  void nobodyGoesOn(Search over) {
    if (search == over) {
      search = null;
      relay.end(Ending.BROKEN);
    }
  }

  /** Who carries the stream; null if whoever did was given up. */
  @Nullable Dispatched<StreamRelay> carrier() {
    return carrier;
  }

  // Who waits for the beginning

  /** The stream has begun: whoever waits for it gets the relay. */
  void handOver() {
    MonoSink<StreamRelay> first = waiting;
    if (first != null && reader.begun()) {
      waiting = null;
      first.success(relay);
    }
  }

  /** The upstream failed before the stream began: whoever waits is told. False if nobody waits. */
  boolean failedAtFirst() {
    MonoSink<StreamRelay> first = waiting;
    if (first == null || reader.begun()) {
      return false;
    }
    waiting = null;
    byte[] error = reader.firstError();
    first.error(
        error == null
            ? UpstreamException.failed("the stream ended before its first token")
            : UpstreamErrors.event(error));
    return true;
  }

  EventReader reader() {
    return reader;
  }

  StreamTally tally() {
    return tally;
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
