package dev.signalbox.router.core;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The world that the contract kit speaks of. */
public final class KitWorld {
  public static final Expert TINY =
      new Expert(
          "tiny",
          Set.of("small"),
          Set.of(Capability.CHAT, Capability.LOGPROBS),
          2000,
          500,
          new Price(1, 1),
          List.of(endpoint("t0", "tiny", null), endpoint("t1", "tiny", null)));
  public static final Expert BIG =
      new Expert(
          "org/big:1",
          Set.of("large"),
          Set.of(Capability.CHAT, Capability.TOOLS),
          8000,
          1500,
          new Price(3, 3),
          List.of(endpoint("b0", "big-upstream", "env:BIG_KEY")));
  public static final Expert ASLEEP =
      new Expert(
          "asleep",
          Set.of(),
          Set.of(Capability.CHAT),
          2000,
          0,
          Price.FREE,
          List.of(endpoint("a0", "asleep", null)));
  public static final RoutingPolicy FRUGAL =
      new RoutingPolicy(
          "frugal",
          new Objective.MaxLargeShare(0.1),
          1,
          0,
          List.of("small"),
          List.of("small", "large"),
          Map.of(),
          0.6,
          null,
          Weights.QUALITY_ONLY,
          0);

  private KitWorld() {}

  /** A router over the world, judging by the surface of prompts. */
  public static LocalRouter router() {
    return new LocalRouter(state(FRUGAL), Scorers.always(new SurfaceScorer()), () -> 0.5);
  }

  /** The world with further policies. */
  public static RoutingState state(RoutingPolicy... policies) {
    RoutingState state = new RoutingState();
    Map<String, RoutingPolicy> byId = new HashMap<>();
    for (RoutingPolicy policy : policies) {
      byId.put(policy.id(), policy);
    }
    List<ReplicaId> replicas =
        state.configure(new RouterConfig("rev-1", Catalog.of(List.of(TINY, BIG, ASLEEP)), byId));
    for (ReplicaId replica : replicas) {
      boolean ready = !replica.expert().equals("asleep");
      state.observe(
          replica,
          ReplicaStatus.of(
              ready ? ReplicaState.READY : ReplicaState.UNREACHABLE, replica.endpoint().model()));
    }
    return state;
  }

  private static Endpoint endpoint(String host, String model, @Nullable String credential) {
    return new Endpoint(URI.create("http://" + host + ":1/v1"), model, credential, false);
  }
}
