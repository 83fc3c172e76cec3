package dev.signalbox.gateway.relay;

import dev.signalbox.gateway.dispatch.Dispatched;
import reactor.core.publisher.BaseSubscriber;

/** Waits for whoever goes on with a relay's stream. On the relay's event loop. */
final class Search extends BaseSubscriber<Dispatched<StreamRelay>> {
  private final Carriage carriage;

  Search(Carriage carriage) {
    this.carriage = carriage;
  }

  @Override
  protected void hookOnNext(Dispatched<StreamRelay> found) {
    carriage.carriedBy(found);
  }

  @Override
  protected void hookOnError(Throwable error) {
    carriage.nobodyGoesOn(this);
  }

  @Override
  protected void hookOnComplete() {
    carriage.nobodyGoesOn(this);
  }
}
