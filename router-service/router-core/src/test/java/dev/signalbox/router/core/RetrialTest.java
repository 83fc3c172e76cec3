package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.contract.Requests;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Odds are those with which the router itself decides. */
class RetrialTest {
  private static RoutingPolicy policy(double largeShare, double exploration) {
    return new RoutingPolicy(
        "p",
        new Objective.MaxLargeShare(largeShare),
        1,
        0,
        null,
        List.of("small", "large"),
        Map.of(),
        0.6,
        List.of(),
        Weights.QUALITY_ONLY,
        exploration);
  }

  private static Retrial retrial(RoutingPolicy policy) {
    return new Retrial(KitWorld.state(policy), Scorers.always(new SurfaceScorer()), () -> 0.5);
  }

  private static RoutingRequest request(String text) {
    return Requests.wishing("r", text, "p", null, null, null);
  }

  @Test
  void oddsAreTheFrequenciesOfTheRouter() {
    RoutingPolicy policy = policy(1, 0.4);
    Map<String, Double> odds = retrial(policy).odds(request(Requests.HARD));
    LocalRouter router =
        new LocalRouter(
            KitWorld.state(policy), Scorers.always(new SurfaceScorer()), new Random(5)::nextDouble);
    Map<String, Double> seen = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      var decision = Objects.requireNonNull(router.route(request(Requests.HARD)).block());
      seen.merge(decision.placements().getFirst().expert(), 1 / 5_000.0, Double::sum);
    }

    assertThat(odds).containsOnlyKeys("org/big:1", "tiny");
    assertThat(odds.keySet()).first().isEqualTo("org/big:1");
    assertThat(odds.values().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
    odds.forEach(
        (expert, p) -> assertThat(seen.getOrDefault(expert, 0.0)).isCloseTo(p, within(0.02)));
  }

  @Test
  void withoutExplorationOneExpertIsCertain() {
    assertThat(retrial(policy(1, 0)).odds(request(Requests.HARD)))
        .containsExactlyEntriesOf(Map.of("org/big:1", 1.0));
  }

  @Test
  void thresholdComesFromWhatWasWitnessed() {
    Retrial retrial = retrial(policy(0.5, 0));
    for (int i = 0; i < 300; i++) {
      retrial.witness(request(Requests.EASY), null);
    }
    retrial.settle();

    var thresholds =
        retrial.view().policies().stream()
            .filter(policy -> policy.id().equals("p"))
            .findFirst()
            .orElseThrow()
            .thresholds();
    assertThat(Objects.requireNonNull(thresholds.get("default")).source())
        .isEqualTo("the last 300 requests of the tenant");
    // All are alike, so that none is harder than the threshold.
    assertThat(retrial.odds(request(Requests.EASY))).containsOnlyKeys("tiny");
  }

  @Test
  void budgetOfTheShareIsSpentOnTheWay() {
    Retrial retrial = retrial(policy(0.1, 0));
    double large = 0;
    for (int i = 0; i < 1_000; i++) {
      large += retrial.odds(request(Requests.HARD)).getOrDefault("org/big:1", 0.0);
    }
    assertThat(large).isBetween(100.0, 111.0);
  }

  @Test
  void refusalIsTheRouters() {
    assertThatThrownBy(() -> retrial(policy(1, 0)).odds(Requests.ofLength("auto", 1_000_000)))
        .isInstanceOf(RoutingRefusedException.class)
        .hasMessageContaining("the prompt has about 1000000 tokens");
  }
}
