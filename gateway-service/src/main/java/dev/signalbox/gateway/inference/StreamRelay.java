package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.inference.Answer.Ending;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.resume.TokenTrail;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Passes one stream of server-sent events from an upstream to a client, and judges at the end
 * whether the stream was whole.
 *
 * <p>Its life: {@link #begin} waits for the first event. Then it has one subscriber. What the
 * subscriber does not ask for is not asked of the upstream. {@code [DONE]} is held back until the
 * transport has ended, so that a stream whose upstream died with its last byte does not look whole.
 * The body always completes; {@link #ending} then says what it was.
 *
 * <p>Where an upstream dies after its first event, somebody else may go on ({@link Succession}):
 * the client sees one stream. Everything happens on one event loop. Cancelling closes the upstream.
 */
final class StreamRelay {
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Runnable hangUp;
  private final EventExecutor loop;
  private final Carriage carriage;
  private final StreamClock clock;
  private final Outlet outlet;

  private @Nullable Refusal overdue;
  private Ending ending = Ending.BROKEN;
  private boolean ended;
  private boolean clientTooSlow;

  /**
   * @param succession who goes on where an upstream dies; null for nobody
   */
  StreamRelay(
      RelayPlan plan,
      @Nullable Succession succession,
      StreamProperties limits,
      RelayListener listener,
      EventExecutor loop,
      ByteBufAllocator allocator) {
    this.hangUp = plan.hangUp();
    this.loop = loop;
    this.clock = new StreamClock(limits, loop);
    this.outlet = new Outlet(this, clock, loop);
    this.carriage = new Carriage(this, plan, succession, listener, allocator);
    clock.impatient(carriage.mayGoOn());
  }

  /**
   * Waits for the first event of a stream.
   *
   * @param source the upstream's bytes
   * @return this relay. Errors with {@link UpstreamException} if the stream ends before; cancelling
   *     closes the upstream
   */
  Mono<StreamRelay> begin(Flux<ByteBuf> source) {
    return carriage.begin(source, outlet::cancel);
  }

  /**
   * Goes on with what another upstream says.
   *
   * @return as {@link #begin}; cancelling closes the new upstream alone
   */
  Mono<StreamRelay> goOn(Flux<ByteBuf> source, TokenTrail trail) {
    return carriage.goOn(this, source, trail);
  }

  /** A piece has come; its giver goes on owning it. */
  void received(Inlet from, ByteBuf piece) {
    if (ended || !carriage.isFrom(from)) {
      return;
    }
    EventReader reader = carriage.reader();
    boolean wasDone = reader.done() != null;
    ByteBuf out = reader.read(piece, clock.received());
    if (out != null) {
      outlet.emit(out);
    }
    if (ended) {
      return; // the client left while it was given the piece
    }
    if (reader.failure() != null) {
      from.close();
      broke();
      return;
    }
    carriage.handOver(this);
    if (!wasDone && reader.done() != null && outlet.isOpen()) {
      clock.set(true, this::look);
    }
    askForMore();
  }

  /** The transport broke. */
  void failed(Inlet from) {
    if (!ended && carriage.isFrom(from)) {
      carriage.reader().broken();
      broke();
    }
  }

  /** The transport ended cleanly. */
  void ended(Inlet from) {
    if (ended || !carriage.isFrom(from)) {
      return;
    }
    ByteBuf last = carriage.reader().finish();
    if (last != null) {
      outlet.emit(last);
    }
    if (carriage.reader().failure() == null) {
      end(Ending.WHOLE);
    } else {
      broke();
    }
  }

  /** Asks for what the client can take. */
  void askForMore() {
    if (!ended) {
      carriage.askFor(outlet.room());
    }
  }

  /** Who carries the stream made an end of it that is none. */
  private void broke() {
    if (carriage.searching() && carriage.failedAtFirst()) {
      return;
    }
    carriage.handOver(this);
    byte[] missing = carriage.conclusion();
    if (missing != null) {
      outlet.emit(Unpooled.wrappedBuffer(missing));
      end(Ending.WHOLE);
    } else if (!elsewhere()) {
      end(Ending.BROKEN);
    }
  }

  private boolean elsewhere() {
    if (!carriage.elsewhere(this)) {
      return false;
    }
    clock.received();
    clock.impatient(!carriage.searching());
    return true;
  }

  /** Somebody carries the stream from here on. */
  void carriedBy(Dispatched<StreamRelay> next) {
    if (ended && carriage.searching()) {
      next.release();
      return;
    }
    carriage.carriedBy(next);
    clock.impatient(carriage.mayGoOn());
  }

  /** Nobody could be found to go on. */
  void nobodyGoesOn(Search over) {
    if (carriage.gaveUp(over)) {
      end(Ending.BROKEN);
    }
  }

  private void end(Ending how) {
    if (ended) {
      return;
    }
    ended = true;
    ending = how;
    clock.stop();
    if (carriage.failedAtFirst()) {
      drop();
      return;
    }
    outlet.emit(
        Unpooled.wrappedBuffer(
            how == Ending.WHOLE ? carriage.reader().doneEvent() : ErrorBody.event(failure())));
    carriage.handOver(this);
    outlet.end();
  }

  /**
   * What comes is of no use to whoever sends it on: closes the upstream, and an error event is the
   * last. It takes effect once the piece under way is dealt with.
   */
  void breakOff() {
    loop.execute(() -> {
      if (!ended) {
        carriage.reader().broken();
        carriage.stop();
        end(Ending.BROKEN);
      }
    });
  }

  /** What the client gets. It has one subscriber; cancelling closes the upstream. */
  Flux<ByteBuf> body() {
    return outlet;
  }

  /** Somebody has subscribed to it. */
  void opened() {
    if (!ended) {
      clock.set(isDone(), this::look);
    }
  }

  /** Ends the stream for want of a reader. Idempotent, from any thread. */
  void cancel() {
    outlet.cancel();
  }

  /** Nobody wants the rest: closes the upstream and lets go of everything. Idempotent. */
  void abandon() {
    if (!ended) {
      ended = true;
      carriage.stop();
    }
    clock.stop();
    drop();
  }

  private void drop() {
    outlet.drop();
    carriage.reader().drop();
  }

  private boolean isDone() {
    return carriage.reader().done() != null;
  }

  private void look() {
    if (ended) {
      return;
    }
    switch (clock.due(outlet.waits(), isDone())) {
      case CLIENT_OVERDUE -> {
        // what was written never ends by itself, so the connection is ended
        clientTooSlow = true;
        abandon();
        hangUp.run();
      }
      case DONE_GRACE_OVER -> {
        carriage.stop();
        end(Ending.WHOLE);
      }
      case UPSTREAM_SLOW -> {
        if (!elsewhere()) {
          clock.impatient(false);
        }
      }
      case UPSTREAM_OVERDUE -> {
        overdue = Refusals.FELL_SILENT;
        carriage.stop();
        end(Ending.BROKEN);
      }
      case KEEP_ALIVE -> {
        clock.sent();
        outlet.emit(Unpooled.wrappedBuffer(COMMENT));
      }
      case NOTHING -> {}
    }
    if (!ended) {
      clock.set(isDone(), this::look);
    }
  }

  /** How the stream ended; read once it has completed. */
  Ending ending() {
    return ending;
  }

  /** Why it is broken; read only if it is. */
  Refusal failure() {
    Refusal failure = overdue == null ? carriage.reader().failure() : overdue;
    return failure == null ? Refusals.BROKE_OFF : failure;
  }

  /** Whether the client's side has taken all that there was. */
  boolean delivered() {
    return outlet.delivered();
  }

  /** Whether it was broken off because the client took nothing. */
  boolean clientTooSlow() {
    return clientTooSlow;
  }

  /** Who carries it, or carried it to its end; null if whoever did is given up. */
  @Nullable Dispatched<StreamRelay> carrier() {
    return carriage.carrier();
  }

  /** What was counted. */
  StreamTally tally() {
    return carriage.tally();
  }
}
