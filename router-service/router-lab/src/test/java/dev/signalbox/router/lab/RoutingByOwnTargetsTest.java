package dev.signalbox.router.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.LocalRouter;
import dev.signalbox.router.core.RouterConfig;
import dev.signalbox.router.core.RoutingState;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.tenant.TenantHeads;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a tenant's labels of three experts to its requests on a ladder of three rungs. */
class RoutingByOwnTargetsTest {
  private static final List<String> THINGS = List.of("ruby", "pearl", "coin");
  private static final RoutingPolicy POLICY =
      new RoutingPolicy(
          "default",
          new Objective.MaxLargeShare(0.5),
          1,
          0,
          null,
          List.of("small", "mid", "large"),
          Map.of(),
          0.6,
          List.of(),
          Weights.QUALITY_ONLY,
          0);

  @TempDir private Path folder;
  private final TrainedScorer shared = TrainedScorer.loadDefault();
  private TenantHeads heads;

  @BeforeEach
  void train() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("labels.jsonl"),
            IntStream.range(0, 300)
                .mapToObj(RoutingByOwnTargetsTest::label)
                .collect(Collectors.joining("\n")));
    Path kept = Files.createDirectory(folder.resolve("heads"));
    TenantTraining.run(kept, "acme", labels, shared, new LetterEmbedding());
    heads = new TenantHeads(shared, kept);
    heads.refresh();
  }

  /** Small can coins, the middle one pearls as well as large can, large rubies, too. */
  private static String label(int i) {
    String thing = THINGS.get(i % 3);
    String scores =
        switch (thing) {
          case "coin" -> "{\"small\": 1, \"org/mid:1\": 1, \"large\": 1}";
          case "pearl" -> "{\"small\": 0, \"org/mid:1\": 0.7, \"large\": 0.7}";
          default -> "{\"small\": 0, \"org/mid:1\": 0, \"large\": 1}";
        };
    return "{\"prompt\": \"Please appraise the %s of number %d.\", \"scores\": %s}"
        .formatted(thing, i, scores);
  }

  private static Expert expert(String id, String tier, double price) {
    return new Expert(
        id,
        Set.of(tier),
        Set.of(Capability.CHAT),
        8_000,
        1,
        new Price(price, price),
        List.of(new Endpoint(URI.create("http://" + tier + ":1/v1"), id, null, false)));
  }

  private RoutingDecision decide(String tenant, String thing) {
    Catalog catalog =
        Catalog.of(
            List.of(
                expert("cheap", "small", 1),
                expert("org/mid:1", "mid", 2),
                expert("best", "large", 3)));
    RoutingState state = new RoutingState();
    for (ReplicaId replica :
        state.configure(new RouterConfig("r", catalog, Map.of("default", POLICY)))) {
      state.observe(replica, ReplicaStatus.of(ReplicaState.READY, replica.endpoint().model()));
    }
    RoutingRequest request =
        new RoutingRequest(
            "r",
            tenant,
            "auto",
            RoutingPrompt.of("Please appraise the " + thing + " of number 7."),
            Set.of(Capability.CHAT),
            10,
            0,
            0,
            0,
            Preferences.NONE,
            ClientThinking.OPEN,
            true);
    LocalRouter router = new LocalRouter(state, heads, () -> 0.5);
    return Objects.requireNonNull(router.route(request).block());
  }

  @Test
  void eachExpertGetsWhatItIsGoodAt() {
    assertThat(decide("acme", "coin").placements().getFirst().expert()).isEqualTo("cheap");
    assertThat(decide("acme", "pearl").placements().getFirst().expert()).isEqualTo("org/mid:1");
    assertThat(decide("acme", "ruby").placements().getFirst().expert()).isEqualTo("best");
  }

  @Test
  void reasonsTellWhatWasExpectedOfEachRung() {
    assertThat(quality(decide("acme", "pearl")))
        .hasSize(2)
        .allMatch(text -> text.startsWith("expected to score "));
    assertThat(quality(decide("other", "pearl")))
        .isNotEmpty()
        .allMatch(text -> text.startsWith("difficulty is "));
  }

  /** So that a log can hold them, and a replay climb by them. */
  @Test
  void decisionHoldsWhatWasExpectedOfEachRung() {
    RoutingDecision pearl = decide("acme", "pearl");

    assertThat(pearl.expectedScores()).containsOnlyKeys("small", "org/mid:1", "large");
    assertThat(pearl.expectedScores().get("org/mid:1"))
        .isGreaterThan(pearl.expectedScores().get("small"));
    assertThat(decide("other", "pearl").expectedScores()).isEmpty();
  }

  private static List<String> quality(RoutingDecision decision) {
    return decision.reasons().stream()
        .filter(reason -> reason.rule().equals("quality"))
        .map(Reason::text)
        .toList();
  }
}
