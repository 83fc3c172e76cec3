package dev.signalbox.router.boot;

import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.boot.probe.Probes;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.RoutingState;
import dev.signalbox.router.core.binding.RouterConfigBinder.Bound;
import dev.signalbox.router.core.binding.StartedExperts;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts experts in force: those of the files and those of the start together become the catalogue,
 * the catalogue's replicas are probed and told to a listener, and what probes find goes to the
 * fleet. A server of the start whose model was not named gives its expert a name as soon as it
 * answers.
 */
final class ExpertsInForce {
  private static final Logger log = LoggerFactory.getLogger(ExpertsInForce.class);

  private final RoutingState state;
  private final Probes probes;
  private final FleetListener listener;
  private final Map<String, ReplicaState> lastStates = new HashMap<>();
  private StartedExperts started;
  private @Nullable Bound bound;

  ExpertsInForce(
      RoutingState state, Probes probes, StartedExperts started, FleetListener listener) {
    this.state = state;
    this.probes = probes;
    this.listener = listener;
    this.started = started;
  }

  /** Serves by other files from now on. */
  synchronized void serve(Bound files) {
    bound = files;
    apply(files);
  }

  private void apply(Bound files) {
    RouterConfig config = files.config(started);
    for (StartedExperts.StartedReplica replica : started.replicas()) {
      if (config.catalog().expert(replica.expert()) == null) {
        log.warn("replica of {} is not used: no such expert is configured", replica.expert());
      }
    }
    List<ReplicaId> replicas = state.configure(config);
    Map<String, URI> urls = new HashMap<>();
    replicas.forEach(replica -> urls.put(replica.id(), replica.endpoint().baseUrl()));
    listener.inForce(urls);
    probes.follow(replicas, this::noted);
  }

  private void noted(ReplicaId replica, ReplicaStatus status) {
    logChange(replica, status.state());
    state.observe(replica, status);
    String model = status.upstreamModel();
    if (model != null && replica.endpoint().model() == null) {
      named(replica, model);
    }
  }

  private synchronized void named(ReplicaId replica, String model) {
    StartedExperts next =
        switch (replica.expert()) {
          case "small" -> started.withModels(model, null);
          case "large" -> started.withModels(null, model);
          default -> started;
        };
    if (!next.equals(started) && bound != null) {
      log.info("tier {} is filled by {}", replica.expert(), model);
      started = next;
      apply(bound);
    }
  }

  private synchronized void logChange(ReplicaId replica, ReplicaState state) {
    ReplicaState before = lastStates.put(replica.id(), state);
    if (before != state) {
      log.info("replica {} is {}", replica.id(), state);
    }
  }
}
