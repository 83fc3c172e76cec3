package dev.signalbox.gateway.relay;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The client's side of a stream: gives it what it asks for, and holds what it does not. It holds
 * little, because the upstream is asked for no more than the client asked for. It has one
 * subscriber. On the relay's event loop; cancelling closes the upstream.
 */
final class Outlet extends Flux<ByteBuf> implements Subscription {
  private final StreamRelay relay;
  private final StreamClock clock;
  private final EventExecutor loop;
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);
  private @Nullable CoreSubscriber<? super ByteBuf> client;
  private long demand;
  private boolean draining;
  private boolean last;
  private boolean over;
  private boolean delivered;

  Outlet(StreamRelay relay, StreamClock clock, EventExecutor loop) {
    this.relay = relay;
    this.clock = clock;
    this.loop = loop;
  }

  @Override
  public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
    if (client != null) {
      Operators.error(actual, new IllegalStateException("a stream has one subscriber"));
      return;
    }
    client = actual;
    clock.sent();
    relay.opened();
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

  @Override
  public void cancel() {
    if (loop.inEventLoop()) {
      relay.abandon();
    } else {
      loop.execute(relay::abandon);
    }
  }

  /** Whether somebody has subscribed. */
  boolean isOpen() {
    return client != null;
  }

  /** Sends a piece, now or when it is asked for. */
  void emit(ByteBuf piece) {
    if (over) {
      piece.release();
    } else if (client != null && demand > 0 && held.isEmpty()) {
      demand--;
      clock.sentOn();
      client.onNext(piece);
    } else {
      held.add(piece);
    }
  }

  private void more(long n) {
    demand = Operators.addCap(demand, n);
    if (draining) {
      return; // asked for by who takes a piece: the loop below goes on
    }
    draining = true;
    while (client != null && demand > 0 && !held.isEmpty()) {
      demand--;
      clock.sent();
      client.onNext(held.remove());
    }
    draining = false;
    completeIfDrained();
    relay.askForMore();
  }

  /** Nothing follows what was emitted. */
  void end() {
    last = true;
    completeIfDrained();
  }

  private void completeIfDrained() {
    if (last && held.isEmpty() && client != null && !over) {
      over = true;
      delivered = true;
      client.onComplete();
    }
  }

  /** Pieces that can be sent at once. */
  long room() {
    return demand - held.size();
  }

  /** Whether the client takes what comes. */
  boolean waits() {
    return demand > 0;
  }

  /** Whether the client has taken all that there was. */
  boolean delivered() {
    return delivered;
  }

  /** Nobody wants the rest. Idempotent. */
  void drop() {
    over = true;
    held.forEach(ByteBuf::release);
    held.clear();
  }
}
