package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.contract.Requests;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One expert, two servers that differ. */
class UnlikeReplicasTest {
  private static final Set<Capability> PLAIN = Set.of(Capability.CHAT);
  private static final Set<Capability> SEEING = Set.of(Capability.CHAT, Capability.IMAGES);
  private static final RoutingRequest PICTURE =
      Requests.needing("both", Objects.requireNonNull(Capability.IMAGES));

  private final RoutingState state = new RoutingState();
  private final LocalRouter router =
      new LocalRouter(state, Scorers.always(new SurfaceScorer()), () -> 0.5);

  @Test
  void aRequestGoesToThoseAloneThatCanDoWhatItNeeds() {
    observe(said(PLAIN, 4096, ReplicaState.READY), said(SEEING, 4096, ReplicaState.READY));

    assertThat(hosts(route(PICTURE))).containsExactly("h1");
    assertThat(hosts(route(Requests.of("both", "Hi")))).containsExactlyInAnyOrder("h0", "h1");
  }

  @Test
  void whileThoseAreAwayNobodyElseIsAskedInTheirPlace() {
    observe(said(PLAIN, 4096, ReplicaState.READY), said(SEEING, 4096, ReplicaState.UNREACHABLE));

    assertThatThrownBy(() -> route(PICTURE))
        .isInstanceOfSatisfying(
            RoutingRefusedException.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(RoutingRefusal.NoReplica.class));
  }

  @Test
  void aLongPromptGoesFirstWhereThereIsRoom() {
    observe(said(PLAIN, 1000, ReplicaState.READY), said(PLAIN, 9000, ReplicaState.READY));

    assertThat(hosts(route(Requests.ofLength("both", 5000)))).containsExactly("h1", "h0");
    observe(said(PLAIN, 9000, ReplicaState.READY), said(PLAIN, 1000, ReplicaState.READY));

    assertThat(hosts(route(Requests.ofLength("both", 5000)))).containsExactly("h0", "h1");
  }

  @Test
  void whereNobodyHasRoomTheServersCountThemselves() {
    observe(said(PLAIN, 1000, ReplicaState.READY), said(PLAIN, 1000, ReplicaState.READY));

    assertThat(hosts(route(Requests.ofLength("both", 1100)))).hasSize(2);
  }

  private RoutingDecision route(RoutingRequest request) {
    return Objects.requireNonNull(router.route(request).block());
  }

  private static List<String> hosts(RoutingDecision decision) {
    return decision.placements().stream().map(Placement::baseUrl).map(URI::getHost).toList();
  }

  private static ReplicaStatus said(Set<Capability> can, int context, ReplicaState state) {
    return new ReplicaStatus(state, "m", 0, 0, 4, can, context, 0, null);
  }

  private void observe(ReplicaStatus... statuses) {
    List<Endpoint> endpoints =
        IntStream.range(0, statuses.length)
            .mapToObj(i -> new Endpoint(URI.create("http://h" + i + ":1/v1"), "m", null, false))
            .toList();
    Expert expert = new Expert("both", Set.of(), null, 0, 0, Price.FREE, endpoints);
    List<ReplicaId> replicas =
        state.configure(new RouterConfig("r", Catalog.of(List.of(expert)), Map.of()));
    for (int i = 0; i < statuses.length; i++) {
      state.observe(replicas.get(i), statuses[i]);
    }
  }
}
