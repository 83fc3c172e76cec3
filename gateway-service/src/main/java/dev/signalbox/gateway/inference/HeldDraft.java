package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.cascade.DraftPiece;
import dev.signalbox.gateway.cascade.DraftText;
import dev.signalbox.gateway.dispatch.Attempts;
import dev.signalbox.gateway.dispatch.Dispatched;
import dev.signalbox.gateway.relay.Ending;
import dev.signalbox.gateway.relay.StreamRelay;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * A stream that is held back. {@link #written} takes it in until it has ended, is too long or time
 * is up; whoever subscribes then gets what was held and, if more comes, the rest as it comes. At
 * most one piece is asked of the relay at a time, so that no more than the limit and one piece is
 * ever held.
 *
 * <p>Everything happens on one event loop. Cancelling closes the upstream.
 */
final class HeldDraft extends Flux<ByteBuf>
    implements Draft, CoreSubscriber<ByteBuf>, Subscription {
  private final Dispatched<StreamRelay> begun;
  private final DraftText text;
  private final int longest;
  private final EventExecutor loop;
  private final @Nullable Supplier<byte[]> explanation;
  private final ArrayDeque<DraftPiece> held = new ArrayDeque<>();

  private @Nullable MonoSink<HeldDraft> waiting;
  private @Nullable Future<?> timer;
  private @Nullable Subscription upstream;
  private @Nullable CoreSubscriber<? super ByteBuf> downstream;
  private State state = State.LATE;
  private long bytes;
  private long demand;
  private boolean asked;
  private boolean ended;
  private boolean dropped;
  private boolean delivered;
  private boolean draining;
  private boolean over;

  /**
   * @param longest bytes after which it is handed over as it is
   * @param explanation makes the member to add to {@code usage} on delivery; null for none
   */
  HeldDraft(
      Dispatched<StreamRelay> begun,
      DraftText text,
      int longest,
      EventExecutor loop,
      @Nullable Supplier<byte[]> explanation) {
    this.begun = begun;
    this.text = text;
    this.longest = longest;
    this.loop = loop;
    this.explanation = explanation;
  }

  /**
   * Takes the draft in.
   *
   * @param patience after this time it is handed over as it is; null to wait for its end
   * @param cancelled hears that nobody waits for the draft any more, and drops it
   * @return this draft, once it is to be judged
   */
  Mono<HeldDraft> written(@Nullable Duration patience, Consumer<HeldDraft> cancelled) {
    return Mono.<HeldDraft>create(
            sink -> {
              waiting = sink;
              if (patience != null) {
                timer =
                    loop.schedule(
                        this::handOver, Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
              }
              begun.answer().body().subscribe(this);
            })
        .doOnCancel(() -> {
          if (waiting != null) {
            cancelled.accept(this);
          }
        });
  }

  private void handOver() {
    MonoSink<HeldDraft> sink = waiting;
    if (sink != null) {
      waiting = null;
      stopTimer();
      sink.success(this);
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  // From the relay

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    askForMore();
  }

  private void askForMore() {
    if (!asked && !ended && !dropped && (waiting != null || demand > held.size())) {
      asked = true;
      if (upstream != null) {
        upstream.request(1);
      }
    }
  }

  @Override
  public void onNext(ByteBuf piece) {
    asked = false;
    if (dropped) {
      piece.release();
      return;
    }
    DraftPiece out = text.events(piece);
    bytes += out.length();
    if (downstream != null && demand > 0 && held.isEmpty()) {
      demand--;
      downstream.onNext(out.delivered(explanation));
    } else {
      held.add(out);
    }
    if (waiting != null && bytes > longest) {
      state = State.LONG;
      handOver();
    }
    askForMore();
  }

  @Override
  public void onError(Throwable error) {
    onComplete();
  }

  @Override
  public void onComplete() {
    ended = true;
    if (waiting != null) {
      state = begun.answer().ending() == Ending.WHOLE ? State.WHOLE : State.BROKEN;
      handOver();
    }
    completeIfDrained();
  }

  // To the client

  @Override
  public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
    if (downstream != null) {
      Operators.error(actual, new IllegalStateException("a draft has one subscriber"));
      return;
    }
    downstream = actual;
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
    if (draining) {
      return; // asked for by who takes a piece: the loop below goes on
    }
    draining = true;
    while (downstream != null && demand > 0 && !held.isEmpty()) {
      demand--;
      downstream.onNext(held.remove().delivered(explanation));
    }
    draining = false;
    completeIfDrained();
    askForMore();
  }

  private void completeIfDrained() {
    if (ended && held.isEmpty() && downstream != null && !delivered && !dropped) {
      delivered = true;
      downstream.onComplete();
    }
  }

  @Override
  public void cancel() {
    if (loop.inEventLoop()) {
      letGo();
    } else {
      loop.execute(this::letGo);
    }
  }

  private void letGo() {
    dropped = true;
    waiting = null;
    stopTimer();
    begun.answer().cancel();
    held.clear();
  }

  // What is known of it

  /** Whether the client's side has taken all that there was. */
  boolean delivered() {
    return delivered;
  }

  @Override
  public Placement placement() {
    return begun.placement();
  }

  @Override
  public DraftText text() {
    return text;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Tokens tokens() {
    return Consumption.of(begun.answer().tally());
  }

  Dispatched<StreamRelay> begun() {
    return begun;
  }

  @Override
  public void finished(Attempts attempts) {
    if (!over) {
      over = true;
      attempts.end(
          switch (state) {
            case WHOLE -> AttemptKind.ANSWERED;
            case BROKEN -> AttemptKind.BROKE_MID_STREAM;
            case LATE, LONG -> AttemptKind.CANCELLED;
          });
      if (state == State.BROKEN) {
        begun.broke("the draft broke off");
      }
      begun.release();
    }
  }

  @Override
  public void drop(Attempts attempts) {
    letGo();
    finished(attempts);
  }
}
