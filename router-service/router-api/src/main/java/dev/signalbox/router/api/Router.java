package dev.signalbox.router.api;

import reactor.core.publisher.Mono;

/**
 * The port to the router: says where a request goes, hears once how it ended, and shows what it
 * knows. The router in the same process and the one behind a URL both stand behind it; one contract
 * kit tests them.
 */
public interface Router {

  /**
   * Decides where {@code request} goes. The decision path does no I/O: everything it needs is in
   * the snapshot that the router already holds.
   *
   * @return exactly one decision, never empty. Errors with {@link RoutingRefusedException} when no
   *     expert may or can answer. Cancelling drops the decision; nothing is held on its account.
   */
  Mono<RoutingDecision> route(RoutingRequest request);

  /**
   * Tells how a routed request ended. Called once for each decision that was acted on or that spent
   * credit, whatever the end.
   *
   * @return completes empty once the router has taken note; never fails the caller's stream.
   *     Cancelling may lose the report.
   */
  Mono<Void> report(RoutingOutcome outcome);

  /** Experts, tiers, replicas and revision, as the router knows them now. Never empty. */
  Mono<FleetView> fleet();

  /**
   * All that the router knows now: what {@link #fleet} shows, and the policies. It says of each
   * policy what other aims would come to for each tenant, and so is for people, not for requests.
   * Never empty.
   */
  Mono<RouterView> view();
}
