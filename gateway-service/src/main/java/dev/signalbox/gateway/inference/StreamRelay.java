package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.inference.Answer.Ending;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * Passes one stream of server-sent events from an upstream to a client, and judges at the end
 * whether the stream was whole.
 *
 * <p>Its life: {@link #begin} waits for the first event. Then it has one subscriber. What the
 * subscriber does not ask for is not asked of the upstream. {@code [DONE]} is held back until the
 * transport has ended, so that a stream whose upstream died with its last byte does not look whole.
 * The body always completes; {@link #ending} then says what it was.
 *
 * <p>Everything happens on one event loop. Cancelling closes the upstream.
 */
final class StreamRelay extends Flux<ByteBuf> implements CoreSubscriber<ByteBuf>, Subscription {
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final Refusal SILENT =
      new Refusal.UpstreamTimeout("the upstream fell silent in the middle of its answer");
  private static final Refusal UNKNOWN =
      new Refusal.UpstreamFailed("the upstream broke off its answer");

  private final RelayPlan plan;
  private final EventReader reader;
  private final StreamClock clock;
  private final EventExecutor loop;
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);

  private @Nullable MonoSink<StreamRelay> first;
  private @Nullable Subscription upstream;
  private @Nullable CoreSubscriber<? super ByteBuf> downstream;
  private @Nullable Refusal overdue;
  private Ending ending = Ending.BROKEN;
  private boolean ended;
  private boolean completed;
  private boolean delivered;
  private boolean clientTooSlow;
  private long demand;
  private long asked;

  StreamRelay(
      RelayPlan plan,
      StreamProperties limits,
      RelayListener listener,
      EventExecutor loop,
      ByteBufAllocator allocator) {
    this.plan = plan;
    this.reader = new EventReader(plan, listener, allocator);
    this.clock = new StreamClock(limits, loop);
    this.loop = loop;
  }

  /**
   * Waits for the first event of a stream.
   *
   * @param source the upstream's bytes
   * @return this relay. Errors with {@link UpstreamException} if the stream ends before; cancelling
   *     closes the upstream
   */
  Mono<StreamRelay> begin(Flux<ByteBuf> source) {
    return Mono.create(sink -> {
      first = sink;
      sink.onCancel(this::cancel);
      source.subscribe(this);
    });
  }

  // From the upstream

  @Override
  public void onSubscribe(Subscription subscription) {
    if (Operators.validate(upstream, subscription)) {
      upstream = subscription;
      ask(1);
    }
  }

  @Override
  public void onNext(ByteBuf piece) {
    asked--;
    if (ended) {
      return;
    }
    boolean wasDone = reader.done() != null;
    ByteBuf out = reader.read(piece, clock.received());
    if (out != null) {
      emit(out);
    }
    if (ended) {
      return; // the client left while it was given the piece
    }
    if (reader.failure() != null) {
      stopUpstream();
      end(Ending.BROKEN);
      return;
    }
    handOver();
    if (!wasDone && reader.done() != null && downstream != null) {
      clock.set(true, this::look);
    }
    askForMore();
  }

  @Override
  public void onError(Throwable error) {
    if (!ended) {
      reader.broken();
      end(Ending.BROKEN);
    }
  }

  @Override
  public void onComplete() {
    if (ended) {
      return;
    }
    ByteBuf last = reader.finish();
    if (last != null) {
      emit(last);
    }
    end(reader.failure() == null ? Ending.WHOLE : Ending.BROKEN);
  }

  private void ask(long n) {
    asked += n;
    if (upstream != null) {
      upstream.request(n);
    }
  }

  private void askForMore() {
    if (ended) {
      return;
    }
    long wanted = reader.begun() ? demand - held.size() : 1;
    if (wanted > asked) {
      ask(wanted - asked);
    }
  }

  private void stopUpstream() {
    if (upstream != null) {
      upstream.cancel();
    }
  }

  /** The first event is there: whoever waits for it gets this relay. */
  private void handOver() {
    MonoSink<StreamRelay> waiting = first;
    if (waiting != null && reader.begun()) {
      first = null;
      waiting.success(this);
    }
  }

  private void end(Ending how) {
    if (ended) {
      return;
    }
    ended = true;
    ending = how;
    clock.stop();
    if (first != null && !reader.begun()) {
      releaseHeld();
      first.error(UpstreamException.failed("the stream ended before its first event"));
      return;
    }
    emit(Unpooled.wrappedBuffer(how == Ending.WHOLE ? done() : errorEvent()));
    handOver();
    completeIfDrained();
  }

  private byte[] done() {
    byte[] done = reader.done();
    return done == null ? DONE : done;
  }

  private byte[] errorEvent() {
    String json = new String(ErrorBody.json(failure()), StandardCharsets.UTF_8);
    return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  // To the client

  private void emit(ByteBuf out) {
    if (downstream != null && demand > 0 && held.isEmpty()) {
      demand--;
      clock.sentOn();
      downstream.onNext(out);
    } else {
      held.add(out);
    }
  }

  @Override
  public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
    if (downstream != null) {
      Operators.error(actual, new IllegalStateException("a stream has one subscriber"));
      return;
    }
    downstream = actual;
    clock.sent();
    if (!ended) {
      clock.set(reader.done() != null, this::look);
    }
    actual.onSubscribe(this);
  }

  @Override
  public void request(long n) {
    if (loop.inEventLoop()) {
      more(n);
    } else {
      loop.execute(() -> more(n));
    }
  }

  private void more(long n) {
    demand = Operators.addCap(demand, n);
    while (downstream != null && demand > 0 && !held.isEmpty()) {
      demand--;
      clock.sent();
      downstream.onNext(held.remove());
    }
    completeIfDrained();
    askForMore();
  }

  private void completeIfDrained() {
    if (ended && held.isEmpty() && downstream != null && !completed) {
      completed = true;
      delivered = true;
      downstream.onComplete();
    }
  }

  @Override
  public void cancel() {
    if (loop.inEventLoop()) {
      abandon();
    } else {
      loop.execute(this::abandon);
    }
  }

  /** Nobody wants the rest: closes the upstream and lets go of everything. Idempotent. */
  private void abandon() {
    if (!ended) {
      ended = true;
      stopUpstream();
    }
    completed = true;
    clock.stop();
    releaseHeld();
  }

  private void releaseHeld() {
    held.forEach(ByteBuf::release);
    held.clear();
    reader.drop();
  }

  // Time

  private void look() {
    if (ended) {
      return;
    }
    switch (clock.due(demand > 0, reader.done() != null)) {
      case CLIENT_OVERDUE -> {
        // what was written never ends by itself, so the connection is ended
        clientTooSlow = true;
        abandon();
        plan.hangUp().run();
      }
      case DONE_GRACE_OVER -> {
        stopUpstream();
        end(Ending.WHOLE);
      }
      case UPSTREAM_OVERDUE -> {
        overdue = SILENT;
        stopUpstream();
        end(Ending.BROKEN);
      }
      case KEEP_ALIVE -> {
        clock.sent();
        emit(Unpooled.wrappedBuffer(COMMENT));
      }
      case NOTHING -> {}
    }
    if (!ended) {
      clock.set(reader.done() != null, this::look);
    }
  }

  // Afterwards

  /** How the stream ended; read once it has completed. */
  Ending ending() {
    return ending;
  }

  /** Why it is broken; read only if it is. */
  Refusal failure() {
    if (overdue != null) {
      return overdue;
    }
    Refusal failure = reader.failure();
    return failure == null ? UNKNOWN : failure;
  }

  /** Whether the client's side has taken all that there was. */
  boolean delivered() {
    return delivered;
  }

  /** Whether it was broken off because the client took nothing. */
  boolean clientTooSlow() {
    return clientTooSlow;
  }

  /** What was counted. */
  StreamTally tally() {
    return reader.tally();
  }
}
