package dev.signalbox.router.core.fleet;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.catalog.Expert;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One expert with its replicas at one moment: what a decision weighs. Immutable.
 *
 * @param expert the expert
 * @param replicas all its replicas
 * @param ready those that may be sent to
 * @param capabilities what any of its replicas can do; without replicas what was configured
 * @param contextLength longest context of its replicas, tokens; 0 if not known
 * @param activeParameters parameters active for each token; 0 if not known
 */
public record ExpertFleet(
    Expert expert,
    List<Replica> replicas,
    List<Replica> ready,
    Set<Capability> capabilities,
    int contextLength,
    long activeParameters) {

  static ExpertFleet of(Expert expert, List<Replica> replicas) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    int contextLength = 0;
    long parameters = expert.activeParameters();
    for (Replica replica : replicas) {
      capabilities.addAll(replica.capabilities());
      contextLength = Math.max(contextLength, replica.placement().contextLength());
      if (expert.activeParameters() == 0) {
        parameters = Math.max(parameters, replica.status().parameters());
      }
    }
    if (replicas.isEmpty()) {
      capabilities.addAll(Replica.assumed(expert.capabilities()));
      contextLength = expert.contextLength();
    }
    return new ExpertFleet(
        expert,
        List.copyOf(replicas),
        replicas.stream().filter(Replica::ready).toList(),
        Set.copyOf(capabilities),
        contextLength,
        parameters);
  }

  /** The expert's id. */
  public String id() {
    return expert.id();
  }

  /** Whether anything can be sent to it now. */
  public boolean isReady() {
    return !ready.isEmpty();
  }

  /**
   * The ready replicas that can do what a request needs, since replicas of one expert may differ in
   * what their servers can.
   *
   * @return in their order; the list of all that are ready where nothing tells them apart; empty if
   *     none can
   */
  public List<Replica> readyFor(RoutingRequest request) {
    for (Replica replica : ready) {
      if (!replica.capabilities().containsAll(request.needs())) {
        return ready.stream()
            .filter(other -> other.capabilities().containsAll(request.needs()))
            .toList();
      }
    }
    return ready;
  }
}
