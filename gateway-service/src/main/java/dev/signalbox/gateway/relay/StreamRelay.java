package dev.signalbox.gateway.relay;

import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.events.RelayListener;
import dev.signalbox.gateway.events.RelayPlan;
import dev.signalbox.gateway.events.StreamTally;
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
 * <p>Its life: {@link #begin} waits for the first token, and what comes before it is held. Then it
 * has one subscriber. What the subscriber does not ask for is not asked of the upstream. {@code
 * [DONE]} is held back until the transport has ended, so that a stream whose upstream died with its
 * last byte does not look whole. The body always completes; {@link #ending} then says what it was.
 *
 * <p>Where an upstream dies after its first token, somebody else may go on ({@link Succession}):
 * the client sees one stream. Everything happens on one event loop. Cancelling closes the upstream.
 */
public final class StreamRelay {
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final Refusal TOO_LONG =
      new Refusal.UpstreamTimeout("the answer took longer than an answer may take in all");

  private static final Refusal FELL_SILENT =
      new Refusal.UpstreamTimeout("the upstream fell silent in the middle of its answer");

  private final Runnable hangUp;
  private final EventExecutor loop;
  private final Carriage carriage;
  private final StreamClock clock;
  private final Outlet outlet;

  private @Nullable Refusal overdue;
  private Ending ending = Ending.BROKEN;
  private boolean ended;
  private boolean clientTooSlow;
  private boolean stopped;

  /**
   * A relay that nothing has come to.
   *
   * @param succession who goes on where an upstream dies; null for nobody
   * @param listener hears the pace of the stream
   * @param loop where everything happens
   */
  public StreamRelay(
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
    this.carriage = new Carriage(this, clock, plan, succession, listener, allocator);
  }

  /**
   * Waits for the first token of a stream, or its end, or more than 64 KiB of events without one.
   *
   * @param source the upstream's bytes
   * @return this relay. Errors with {@link UpstreamException} if the stream ends before; cancelling
   *     closes the upstream
   */
  public Mono<StreamRelay> begin(Flux<ByteBuf> source) {
    return carriage.begin(source, outlet::cancel);
  }

  /**
   * Goes on with what another upstream says.
   *
   * @param trail what the client has of the answer
   * @return as {@link #begin}; cancelling closes the new upstream alone
   */
  public Mono<StreamRelay> goOn(Flux<ByteBuf> source, TokenTrail trail) {
    return carriage.goOn(source, trail);
  }

  /** What the client gets. It has one subscriber; cancelling closes the upstream. */
  public Flux<ByteBuf> body() {
    return outlet;
  }

  /** Ends the stream for want of a reader. Idempotent, from any thread. */
  public void cancel() {
    outlet.cancel();
  }

  /**
   * What comes is of no use to whoever sends it on: closes the upstream, and an error event is the
   * last. It takes effect once the piece under way is dealt with.
   */
  public void breakOff() {
    loop.execute(() -> {
      if (!ended) {
        carriage.reader().broken();
        carriage.stop();
        end(Ending.BROKEN);
      }
    });
  }

  /**
   * Whoever sends it on ends it, through no fault of the upstream's: closes the upstream, and an
   * error event is the last. Does nothing once it is over. From any thread.
   */
  public void stop(Refusal why) {
    loop.execute(() -> {
      if (!ended) {
        stopped = true;
        breakOff(why);
      }
    });
  }

  /** How the stream ended; read once it has completed. */
  public Ending ending() {
    return ending;
  }

  /** Why it is broken; read only if it is. */
  public Refusal failure() {
    return overdue == null
        ? carriage.reader().failureOr(Refusal.UpstreamFailed.BROKE_OFF)
        : overdue;
  }

  /** Whether it was still coming as it should when it was broken off for its length. */
  public boolean tookTooLong() {
    return overdue == TOO_LONG;
  }

  /** Whether it was still coming as it should when it was stopped. */
  public boolean stopped() {
    return stopped;
  }

  /** Whether the client's side has taken all that there was. */
  public boolean delivered() {
    return outlet.delivered();
  }

  /** Whether it was broken off because the client took nothing. */
  public boolean clientTooSlow() {
    return clientTooSlow;
  }

  /** Somebody carries the stream from here on, and holds a place at a replica for it. */
  public void carriedBy(Dispatched<StreamRelay> next) {
    carriage.carriedBy(next);
  }

  /** Who carries it, or carried it to its end; null if whoever did is given up. */
  public @Nullable Dispatched<StreamRelay> carrier() {
    return carriage.carrier();
  }

  /** What was counted. */
  public StreamTally tally() {
    return carriage.tally();
  }

  // From the upstream's side

  /** Sends a piece to the client, now or when it is asked for. */
  void emit(ByteBuf piece) {
    outlet.emit(piece);
  }

  /** {@code [DONE]} has come: the transport has a moment to end by itself. */
  void done() {
    if (outlet.isOpen()) {
      clock.set(true, this::look);
    }
  }

  /** Whether the stream is at its end, and nothing that comes counts any more. */
  boolean isOver() {
    return ended;
  }

  /** Ends the stream with its last event; only the first end counts. */
  void end(Ending how) {
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
    carriage.handOver();
    outlet.end();
  }

  // From the client's side

  /** Somebody has subscribed to it. */
  void opened() {
    if (!ended) {
      clock.set(isDone(), this::look);
    }
  }

  /** Asks for what the client can take. */
  void askForMore() {
    if (!ended) {
      carriage.askFor(outlet.room());
    }
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

  // From the clock

  private boolean isDone() {
    return carriage.reader().done() != null;
  }

  private void breakOff(Refusal why) {
    overdue = why;
    carriage.stop();
    end(Ending.BROKEN);
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
      case UPSTREAM_SLOW -> carriage.slow();
      case UPSTREAM_OVERDUE -> breakOff(FELL_SILENT);
      case TOTAL_OVERDUE -> breakOff(TOO_LONG);
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
}
