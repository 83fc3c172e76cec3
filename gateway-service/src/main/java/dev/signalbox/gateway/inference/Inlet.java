package dev.signalbox.gateway.inference;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One upstream's side of a stream: takes its pieces in, and asks for no more than the relay wants.
 * On the relay's event loop.
 */
final class Inlet implements CoreSubscriber<ByteBuf> {
  private final StreamRelay relay;
  private @Nullable Subscription upstream;
  private long asked;
  private boolean over;

  Inlet(StreamRelay relay) {
    this.relay = relay;
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
      relay.received(this, piece);
    }
  }

  @Override
  public void onError(Throwable error) {
    if (!over) {
      over = true;
      relay.failed(this);
    }
  }

  @Override
  public void onComplete() {
    if (!over) {
      over = true;
      relay.ended(this);
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
