package dev.signalbox.router.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.contract.Requests;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.fleet.Fleet;
import dev.signalbox.router.core.fleet.Replica;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicaOrderTest {
  private static final RoutingRequest REQUEST = Requests.of("auto", "Hi");

  @Test
  void putsTheLeastBusyFirst() {
    List<Replica> replicas = replicas(3, 1, 2);

    assertThat(ids(ReplicaOrder.of(replicas, null, REQUEST))).containsExactly("e#1", "e#2", "e#0");
  }

  @Test
  void isTheSameForTheSameRequest() {
    List<Replica> replicas = replicas(0, 0, 0, 0);

    assertThat(ids(ReplicaOrder.of(replicas, null, REQUEST)))
        .isEqualTo(ids(ReplicaOrder.of(replicas, null, REQUEST)));
  }

  @Test
  void spreadsKeysEvenly() {
    List<Replica> replicas = replicas(0, 0, 0, 0);
    Map<String, Integer> homes = new HashMap<>();
    for (int i = 0; i < 4000; i++) {
      homes.merge(first(replicas, "session-" + i), 1, Integer::sum);
    }

    assertThat(homes.values()).hasSize(4).allSatisfy(n -> assertThat(n).isBetween(850, 1150));
  }

  @Test
  void movesOnlyTheKeysOfAReplicaThatGoes() {
    List<Replica> all = replicas(0, 0, 0, 0);
    List<Replica> fewer = all.subList(0, 3);
    for (int i = 0; i < 500; i++) {
      String before = first(all, "session-" + i);
      if (!before.equals("e#3")) {
        assertThat(first(fewer, "session-" + i)).isEqualTo(before);
      }
    }
  }

  @Test
  void leavesAHomeThatIsMuchBusierThanTheRest() {
    for (int i = 0; i < 50; i++) {
      assertThat(first(replicas(40, 0), "session-" + i)).isEqualTo("e#1");
    }
  }

  @Test
  void longPromptsGoPastAHomeThatIsTooShort() {
    List<Replica> replicas = reading(1_000, 9_000);
    Set<String> homes = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      String key = "session-" + i;
      homes.add(first(replicas, key));
      assertThat(ids(ReplicaOrder.of(replicas, key, Requests.ofLength("auto", 5_000))))
          .containsExactly("e#1", "e#0");
    }
    assertThat(homes).containsExactlyInAnyOrder("e#0", "e#1");
  }

  @Test
  void wherePromptsAreTooLongForAllTheHomeStays() {
    List<Replica> replicas = reading(1_000, 1_000);
    for (int i = 0; i < 50; i++) {
      String key = "session-" + i;
      assertThat(ReplicaOrder.of(replicas, key, Requests.ofLength("auto", 5_000)).getFirst())
          .isEqualTo(ReplicaOrder.of(replicas, key, REQUEST).getFirst());
    }
  }

  private static String first(List<Replica> replicas, String key) {
    return ReplicaOrder.of(replicas, key, REQUEST).getFirst().identity().id();
  }

  private static List<String> ids(List<Replica> replicas) {
    return replicas.stream().map(replica -> replica.identity().id()).toList();
  }

  private static List<Replica> replicas(int... running) {
    return said(
        IntStream.of(running)
            .mapToObj(n -> new ReplicaStatus(ReplicaState.READY, "m", n, 0, 4, null, 0, 0, null))
            .toList());
  }

  private static List<Replica> reading(int... contexts) {
    return said(
        IntStream.of(contexts)
            .mapToObj(n -> new ReplicaStatus(ReplicaState.READY, "m", 0, 0, 4, null, n, 0, null))
            .toList());
  }

  private static List<Replica> said(List<ReplicaStatus> statuses) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < statuses.size(); i++) {
      endpoints.add(Endpoint.parse("http://h:" + (1 + i) + "/v1#m", null));
    }
    Expert expert = new Expert("e", Set.of(), null, 0, 0, Price.FREE, endpoints);
    Fleet fleet = new Fleet();
    List<ReplicaId> identities = fleet.serve(Catalog.of(List.of(expert)));
    for (int i = 0; i < statuses.size(); i++) {
      fleet.observe(identities.get(i), statuses.get(i));
    }
    return fleet.now().of(expert).ready();
  }
}
