package dev.signalbox.router.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final Expert small = Expert.at("a", Set.of("small"), endpoint("http://a:1/v1#a"));
  private final Expert large = Expert.at("b", Set.of("large"), endpoint("http://b:1/v1#b"));
  private final Fleet fleet = new Fleet();
  private final List<ReplicaId> replicas = fleet.serve(Catalog.of(List.of(small, large)));

  @Test
  void isReadyOnceEveryExpertWasAndThenWhileAnyIs() {
    assertThat(fleet.now().ready()).isFalse();
    see(0, ReplicaState.READY);
    assertThat(fleet.now().ready()).isFalse();
    see(1, ReplicaState.READY);
    assertThat(fleet.now().ready()).isTrue();
    see(0, ReplicaState.UNREACHABLE);
    assertThat(fleet.now().ready()).isTrue();
    see(1, ReplicaState.DRAINING);
    assertThat(fleet.now().ready()).isFalse();
  }

  @Test
  void trustsASuspectAgainAfterItsNextGoodProbe() {
    see(0, ReplicaState.READY);

    fleet.suspect("a#0");
    assertThat(fleet.now().of(small).isReady()).isFalse();

    see(0, ReplicaState.READY);
    assertThat(fleet.now().of(small).isReady()).isTrue();
  }

  @Test
  void adoptsWhatAReplicaSaysOfItselfAndKeepsItWhileItIsSilent() {
    fleet.observe(
        replicas.getFirst(),
        new ReplicaStatus(
            ReplicaState.READY, "a", 1, 2, 4, Set.of(Capability.CHAT), 4096, 77, "sha256:1"));
    see(0, ReplicaState.UNREACHABLE);

    ExpertFleet now = fleet.now().of(small);
    assertThat(now.capabilities()).containsExactly(Capability.CHAT);
    assertThat(now.contextLength()).isEqualTo(4096);
    assertThat(now.activeParameters()).isEqualTo(77);
    assertThat(now.isReady()).isFalse();
  }

  @Test
  void keepsWhatItKnowsOfReplicasThatStay() {
    see(0, ReplicaState.READY);

    fleet.serve(Catalog.of(List.of(small)));

    assertThat(fleet.now().of(small).isReady()).isTrue();
    assertThat(fleet.now().experts()).hasSize(1);
  }

  @Test
  void ignoresReplicasThatAreGone() {
    fleet.serve(Catalog.of(List.of(small)));

    assertThat(fleet.observe(replicas.getLast(), ReplicaStatus.of(ReplicaState.READY, "b")))
        .isFalse();
  }

  private void see(int replica, ReplicaState state) {
    fleet.observe(
        replicas.get(replica), ReplicaStatus.of(state, replicas.get(replica).endpoint().model()));
  }

  private static Endpoint endpoint(String where) {
    return Endpoint.parse(where, null);
  }
}
