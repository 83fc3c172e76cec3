package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.dispatch.Dispatched;
import reactor.core.publisher.BaseSubscriber;

/** Waits for whoever goes on with a relay's stream. On the relay's event loop. */
final class Search extends BaseSubscriber<Dispatched<StreamRelay>> {
  private final StreamRelay relay;

  Search(StreamRelay relay) {
    this.relay = relay;
  }

  @Override
  protected void hookOnNext(Dispatched<StreamRelay> found) {
    relay.carriedBy(found);
  }

  @Override
  protected void hookOnError(Throwable error) {
    relay.nobodyGoesOn(this);
  }

  @Override
  protected void hookOnComplete() {
    relay.nobodyGoesOn(this);
  }
}
