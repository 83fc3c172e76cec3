package dev.signalbox.gateway.relay;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One upstream's side of a stream: takes its pieces in, and asks for no more than the carriage
 * wants. On the relay's event loop.
 */
final class Inlet implements CoreSubscriber<ByteBuf> {
  private final Carriage carriage;
  private @Nullable Subscription upstream;
  private long asked;
  private boolean over;

  Inlet(Carriage carriage) {
    this.carriage = carriage;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (Operators.validate(upstream, subscription)) {
      upstream = subscription;
      askFor(1);
    }
  }

  @Override
  public void onNext(ByteBuf piece) {
    asked--;
    if (!over) {
      carriage.received(this, piece);
    }
  }

  @Override
  public void onError(Throwable error) {
    if (!over) {
      over = true;
      carriage.failed(this);
    }
  }

  @Override
  public void onComplete() {
    if (!over) {
      over = true;
      carriage.ended(this);
    }
  }

  /** Sees to it that this many pieces are asked for and have not come. */
  void askFor(long wanted) {
    if (wanted > asked && upstream != null) {
      long more = wanted - asked;
      asked = wanted;
      upstream.request(more);
    }
  }

  /** Closes the upstream, unless it has ended by itself; nothing of it counts any more. */
  void close() {
    if (upstream != null && !over) {
      over = true;
      upstream.cancel();
    }
  }
}
