package dev.signalbox.gateway.admission;

import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.tenant.Tenant;
import reactor.core.publisher.Mono;

/**
 * Lets requests in. Whoever is let in holds a {@link Reservation} and settles it exactly once, when
 * the answer has ended in whatever way.
 */
public interface Admission {

  /**
   * Reserves what a request needs in the worst case.
   *
   * @param tenant who asks
   * @param promptTokens estimate of the prompt
   * @param maxTokens longest answer; 0 if the client set no limit
   * @return one reservation, never empty. Errors with {@link RefusedException} where a limit stands
   *     against it. Cancelling before it came holds nothing.
   */
  Mono<Reservation> reserve(Tenant tenant, int promptTokens, int maxTokens);
}
