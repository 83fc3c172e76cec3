package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.UpstreamException;
import dev.signalbox.gateway.inference.Answer.Ending;
import dev.signalbox.gateway.refusal.ErrorBody;
import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.sse.AnswerScan;
import dev.signalbox.gateway.sse.SseSplitter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * Passes one stream of server-sent events from an upstream to a client: whole events, byte for byte
 * but for what the {@link RelayPlan} changes. Counts on the way, and judges at the end whether the
 * stream was whole.
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
  private static final byte[] NOTHING = {};
  private static final byte[] BLANK_LINE = {'\n', '\n'};
  private static final Refusal BROKE_OFF =
      new Refusal.UpstreamFailed("the upstream broke off its answer");
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final int KEPT_CARRY = 16 * 1024;
  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[KEPT_CARRY];
        }
      };

  private final RelayPlan plan;
  private final StreamProperties limits;
  private final RelayListener listener;
  private final EventExecutor loop;
  private final SseSplitter splitter = new SseSplitter();
  private final StreamTally tally = new StreamTally();
  private final EventEdit edit;
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);
  private final long startedAt = System.nanoTime();

  private @Nullable MonoSink<StreamRelay> first;
  private @Nullable Subscription upstream;
  private @Nullable CoreSubscriber<? super ByteBuf> downstream;
  private @Nullable Future<?> alarm;
  private byte[] carry = NOTHING;
  private int carried;
  private boolean begun;
  private boolean ended;
  private boolean completed;
  private boolean delivered;
  private boolean tooSlow;
  private byte @Nullable [] done;
  private @Nullable Refusal failure;
  private long demand;
  private long asked;
  private long lastUpstreamAt = startedAt;
  private long lastTokenAt;
  private long lastSentAt = startedAt;

  StreamRelay(
      RelayPlan plan,
      StreamProperties limits,
      RelayListener listener,
      EventExecutor loop,
      ByteBufAllocator allocator) {
    this.plan = plan;
    this.limits = limits;
    this.listener = listener;
    this.loop = loop;
    this.edit = new EventEdit(allocator);
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

  private void ask(long n) {
    asked += n;
    if (upstream != null) {
      upstream.request(n);
    }
  }

  @Override
  public void onNext(ByteBuf piece) {
    asked--;
    if (ended) {
      return;
    }
    lastUpstreamAt = System.nanoTime();
    if (done != null) {
      afterDone(piece);
      return;
    }
    int length = carried + piece.readableBytes();
    byte[] bytes = carried == 0 ? scratch(length) : grownCarry(length);
    piece.getBytes(piece.readerIndex(), bytes, carried, piece.readableBytes());
    boolean fresh = carried == 0;
    edit.expect(length);
    events(bytes, length);
    int cut = splitter.boundary();
    ByteBuf out = fresh && !edit.touched() ? slice(piece, cut) : edit.end(bytes, cut);
    keep(bytes, cut, done == null ? length : cut);
    if (out != null) {
      emit(out);
    }
    if (failure == null && splitter.tooLong(carried)) {
      failure = new Refusal.UpstreamFailed("a line of the upstream's stream is longer than 1 MiB");
    }
    if (failure != null) {
      stopUpstream();
      end(Ending.BROKEN);
      return;
    }
    if (done != null && !ended && alarm != null) {
      alarm.cancel(false);
      arm(limits.doneGrace().toNanos());
    }
    askForMore();
  }

  private void events(byte[] bytes, int length) {
    int end = splitter.next(bytes, length);
    while (end >= 0) {
      event(bytes, splitter.eventStart(), end);
      end = failure == null && done == null ? splitter.next(bytes, length) : -1;
    }
  }

  /** Nothing counts any more but the second half of the last line's end. */
  private void afterDone(ByteBuf piece) {
    byte[] held = done;
    if (held != null
        && held[held.length - 1] == '\r'
        && piece.isReadable()
        && piece.getByte(piece.readerIndex()) == '\n') {
      done = joined(held, new byte[] {'\n'});
    }
    askForMore();
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }

  private void event(byte[] bytes, int start, int end) {
    if (!splitter.hasData()) {
      return;
    }
    if (splitter.done()) {
      done = Arrays.copyOfRange(bytes, start, end);
      edit.replace(bytes, start, end, NOTHING);
      begun();
      return;
    }
    AnswerScan scan = splitter.scan();
    if (!scan.complete() || scan.error()) {
      failure = BROKE_OFF;
      edit.replace(bytes, start, end, NOTHING);
      return;
    }
    if (tally.add(scan)) {
      listener.token(lastTokenAt == 0 ? 0 : lastUpstreamAt - lastTokenAt);
      lastTokenAt = lastUpstreamAt;
    }
    boolean usageChunk = scan.choicesSeen() && scan.choiceCount() == 0 && scan.usageEnd() >= 0;
    if (usageChunk && !plan.keepUsage()) {
      edit.replace(bytes, start, end, NOTHING);
    } else {
      change(bytes, scan);
    }
    begun();
  }

  private void change(byte[] bytes, AnswerScan scan) {
    boolean usageFirst = scan.usageEnd() >= 0 && scan.usageEnd() <= scan.modelStart();
    if (usageFirst) {
      explain(bytes, scan);
    }
    if (plan.model() != null && scan.modelEnd() >= 0) {
      edit.replace(bytes, scan.modelStart(), scan.modelEnd(), plan.model());
    }
    if (!usageFirst) {
      explain(bytes, scan);
    }
  }

  private void explain(byte[] bytes, AnswerScan scan) {
    if (plan.explain() != null && scan.usageEnd() >= 0) {
      int inside = scan.usageEnd() - 1;
      edit.replace(bytes, inside, inside, UsageSplice.member(plan.explain().get(), bytes, inside));
    }
  }

  private void begun() {
    begun = true;
  }

  private static byte[] scratch(int length) {
    byte[] bytes = SCRATCH.get();
    if (bytes.length >= length) {
      return bytes;
    }
    return new byte[length];
  }

  private byte[] grownCarry(int length) {
    if (carry.length < length) {
      carry = Arrays.copyOf(carry, Math.max(length, carry.length * 2));
    }
    return carry;
  }

  private static @Nullable ByteBuf slice(ByteBuf piece, int cut) {
    if (cut <= 0) {
      return null;
    }
    return cut == piece.readableBytes()
        ? piece.retain()
        : piece.retainedSlice(piece.readerIndex(), cut);
  }

  /** Keeps what belongs to an event that has not ended. */
  private void keep(byte[] bytes, int cut, int length) {
    int rest = length - cut;
    if (rest == 0) {
      carry = carry.length > KEPT_CARRY ? NOTHING : carry;
    } else if (bytes == carry) {
      System.arraycopy(carry, cut, carry, 0, rest);
    } else {
      if (carry.length < rest) {
        carry = new byte[Math.max(rest, 512)];
      }
      System.arraycopy(bytes, cut, carry, 0, rest);
    }
    carried = rest;
    splitter.shift(cut);
  }

  @Override
  public void onError(Throwable error) {
    if (!ended) {
      failure = BROKE_OFF;
      end(Ending.BROKEN);
    }
  }

  @Override
  public void onComplete() {
    if (ended) {
      return;
    }
    lastEvent();
    if (failure == null && (done != null || tally.finished(plan.choices()))) {
      end(Ending.WHOLE);
    } else {
      failure = BROKE_OFF;
      end(Ending.BROKEN);
    }
  }

  /** A last event without its blank line counts if it is whole in itself. */
  private void lastEvent() {
    if (carried > 0 && splitter.finish(carry, carried)) {
      event(carry, splitter.eventStart(), carried);
      ByteBuf out = edit.end(carry, carried);
      if (out != null) {
        emit(out.writeBytes(BLANK_LINE));
      }
      done = done == null ? null : joined(done, BLANK_LINE);
    }
    edit.drop();
  }

  private void end(Ending how) {
    ended = true;
    ending = how;
    if (alarm != null) {
      alarm.cancel(false);
    }
    if (!begun && first != null) {
      releaseHeld();
      first.error(UpstreamException.failed("the stream ended before its first event"));
      return;
    }
    byte[] tail = how == Ending.WHOLE ? (done == null ? DONE : done) : errorEvent();
    emit(Unpooled.wrappedBuffer(tail));
    handOver();
    completeIfDrained();
  }

  private @Nullable Ending ending;

  private byte[] errorEvent() {
    String json = new String(ErrorBody.json(failure()), StandardCharsets.UTF_8);
    return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private void stopUpstream() {
    if (upstream != null) {
      upstream.cancel();
    }
  }

  // To the client

  private void emit(ByteBuf out) {
    if (downstream != null && demand > 0 && held.isEmpty()) {
      demand--;
      lastSentAt = lastUpstreamAt;
      downstream.onNext(out);
    } else {
      held.add(out);
    }
    handOver();
  }

  /** The first event is there: whoever waits for it gets this relay. */
  private void handOver() {
    MonoSink<StreamRelay> waiting = first;
    if (begun && waiting != null) {
      first = null;
      waiting.success(this);
    }
  }

  private void askForMore() {
    handOver();
    if (ended) {
      return;
    }
    long wanted = begun ? demand - held.size() : 1;
    if (wanted > asked) {
      ask(wanted - asked);
    }
  }

  @Override
  public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
    if (downstream != null) {
      Operators.error(actual, new IllegalStateException("a stream has one subscriber"));
      return;
    }
    downstream = actual;
    lastSentAt = System.nanoTime();
    if (!ended) {
      arm(untilNextLook(lastSentAt));
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
    drain();
    askForMore();
  }

  private void drain() {
    while (downstream != null && demand > 0 && !held.isEmpty()) {
      demand--;
      lastSentAt = System.nanoTime();
      downstream.onNext(held.remove());
    }
    completeIfDrained();
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
  void abandon() {
    if (!ended) {
      ended = true;
      stopUpstream();
    }
    completed = true;
    if (alarm != null) {
      alarm.cancel(false);
    }
    releaseHeld();
  }

  private void releaseHeld() {
    held.forEach(ByteBuf::release);
    held.clear();
    edit.drop();
  }

  // Time

  private void arm(long nanos) {
    alarm = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
  }

  private void look() {
    if (ended) {
      return;
    }
    long now = System.nanoTime();
    if (demand == 0) {
      if (now - lastSentAt >= limits.slowReaderTimeout().toNanos()) {
        giveUpOnClient();
        return;
      }
    } else if (done != null && now - lastUpstreamAt >= limits.doneGrace().toNanos()) {
      stopUpstream();
      end(Ending.WHOLE);
      return;
    } else if (now - lastUpstreamAt >= limits.idleTimeout().toNanos()
        || now - startedAt >= limits.totalTimeout().toNanos()) {
      failure = new Refusal.UpstreamTimeout("the upstream fell silent in the middle of its answer");
      stopUpstream();
      end(Ending.BROKEN);
      return;
    } else if (now - lastSentAt >= limits.keepAlive().toNanos()) {
      lastSentAt = now;
      demand--;
      if (downstream != null) {
        downstream.onNext(Unpooled.wrappedBuffer(COMMENT));
      }
    }
    arm(untilNextLook(now));
  }

  private long untilNextLook(long now) {
    long next = Math.min(limits.keepAlive().toNanos(), limits.slowReaderTimeout().toNanos());
    next = Math.min(next, lastUpstreamAt + limits.idleTimeout().toNanos() - now);
    next = Math.min(next, startedAt + limits.totalTimeout().toNanos() - now);
    next = done == null ? next : limits.doneGrace().toNanos();
    return Math.max(next, TimeUnit.MILLISECONDS.toNanos(10));
  }

  /** What was written to the client never ends by itself, so its connection is ended. */
  private void giveUpOnClient() {
    tooSlow = true;
    abandon();
    plan.hangUp().run();
  }

  // Afterwards

  /** How the stream ended; read once it has completed. */
  Ending ending() {
    return ending == Ending.WHOLE ? Ending.WHOLE : Ending.BROKEN;
  }

  /** Whether the client's side has taken all that there was. */
  boolean delivered() {
    return delivered;
  }

  /** Why it is broken; read only if it is. */
  Refusal failure() {
    return failure == null ? BROKE_OFF : failure;
  }

  /** Whether it was broken off because the client took nothing. */
  boolean clientTooSlow() {
    return tooSlow;
  }

  /** What was counted. */
  StreamTally tally() {
    return tally;
  }
}
