package dev.signalbox.gateway.admission;

import reactor.core.publisher.Mono;

/** What a request holds while it is under way. */
public interface Reservation {

  /**
   * Gives back what was not used. Only the first settling counts.
   *
   * @param promptTokens tokens that were read
   * @param completionTokens tokens that were written
   * @return completes empty once settled
   */
  Mono<Void> settle(long promptTokens, long completionTokens);
}
