package dev.signalbox.router.core.decide.filter;

import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.core.decide.Filter;
import dev.signalbox.router.core.decide.Inquiry;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.fleet.Replica;
import java.time.Duration;
import java.util.List;

/** Keeps the experts of which a replica is ready that can do what the request needs. */
public final class HealthFilter implements Filter {
  /** A worker that died is started again and probed within about this time. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Weights take their time to load. */
  private static final Duration AFTER_LOADING = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "health";
  }

  @Override
  public List<ExpertFleet> keep(List<ExpertFleet> experts, Inquiry inquiry) {
    List<ExpertFleet> kept =
        Filter.those(experts, expert -> !expert.readyFor(inquiry.request()).isEmpty());
    if (kept.isEmpty()) {
      boolean loading = experts.stream().anyMatch(e -> isIn(e, ReplicaState.LOADING));
      throw new RoutingRefusedException(
          new RoutingRefusal.NoReplica(
              "no replica is ready for model \"" + inquiry.request().model() + "\"",
              loading ? AFTER_LOADING : SOON));
    }
    return kept;
  }

  @Override
  public String why(ExpertFleet dropped, Inquiry inquiry) {
    if (dropped.isReady()) {
      return "none of its ready replicas can do what the request needs";
    }
    return isIn(dropped, ReplicaState.LOADING) ? "it is loading" : "no replica of it is ready";
  }

  private static boolean isIn(ExpertFleet expert, ReplicaState state) {
    return expert.replicas().stream().map(Replica::status).anyMatch(s -> s.state() == state);
  }
}
