package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.contract.Requests;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyRoutingTest {
  private double difficulty = 0.5;
  private String category = "other";
  private double confidence;

  @Test
  void sendsACategoryToTheExpertThatThePolicyMapsItTo() {
    LocalRouter router =
        router(
            policy(
                List.of("small", "large"),
                Map.of("math", List.of("large")),
                Weights.QUALITY_ONLY,
                0));
    difficulty = 0.01;
    category = "math";
    confidence = 0.9;

    assertThat(first(router)).isEqualTo("org/big:1");
  }

  @Test
  void leavesAnUnsureCategoryToTheGeneralist() {
    LocalRouter router =
        router(
            policy(
                List.of("small", "large"),
                Map.of("math", List.of("large")),
                Weights.QUALITY_ONLY,
                0));
    difficulty = 0.01;
    category = "math";
    confidence = 0.3;

    assertThat(first(router)).isEqualTo("tiny");
  }

  @Test
  void weighsPriceAgainstQualityAndSaysBothParts() {
    LocalRouter thrifty =
        router(policy(List.of("small", "large"), Map.of(), new Weights(1, 0.5, 0), 0));
    difficulty = 0.6;

    RoutingDecision decision = route(thrifty, "r");

    assertThat(decision.placements().getFirst().expert()).isEqualTo("tiny");
    assertThat(decision.reasons())
        .filteredOn(reason -> reason.expert().equals("org/big:1") && reason.contribution() != 0)
        .extracting(Reason::rule)
        .containsExactly("quality", "price");
  }

  @Test
  void weighsLatencyOnceExpertsHaveAnswered() {
    LocalRouter hasty =
        router(policy(List.of("small", "large"), Map.of(), new Weights(1, 0, 0.5), 0));
    difficulty = 0.6;
    assertThat(first(hasty)).isEqualTo("org/big:1");

    answered(hasty, "tiny", Duration.ofSeconds(1));
    answered(hasty, "org/big:1", Duration.ofSeconds(20));

    assertThat(first(hasty)).isEqualTo("tiny");
  }

  @Test
  void climbsALongerLadderWithTheDifficulty() {
    LocalRouter router =
        router(policy(List.of("tiny", "small", "large"), Map.of(), Weights.QUALITY_ONLY, 0));
    difficulty = 0.9;

    assertThat(first(router)).isEqualTo("org/big:1");
  }

  @Test
  void exploresWithTheRecordedPropensity() {
    LocalRouter exploring =
        router(policy(List.of("small", "large"), Map.of(), Weights.QUALITY_ONLY, 0.4));
    difficulty = 0.1;
    int large = 0;
    for (int i = 0; i < 2000; i++) {
      RoutingDecision decision = route(exploring, "r-" + i);
      boolean toLarge = decision.placements().getFirst().expert().equals("org/big:1");
      assertThat(decision.propensity()).isCloseTo(toLarge ? 0.2 : 0.8, within(1e-9));
      large += toLarge ? 1 : 0;
    }

    assertThat(large / 2000.0).isCloseTo(0.2, within(0.04));
  }

  @Test
  void keepsThePromisedShareWhenEverythingIsHard() {
    LocalRouter router =
        router(policy(List.of("small", "large"), Map.of(), Weights.QUALITY_ONLY, 0));
    difficulty = 0.99;
    int large = 0;
    for (int i = 0; i < 400; i++) {
      large += first(router).equals("org/big:1") ? 1 : 0;
    }

    assertThat(large).isBetween(200, 211);
  }

  @Test
  void leastQualityIsKeptWhateverShareIsWished() {
    LocalRouter router =
        router(
            new RoutingPolicy(
                "p",
                new Objective.MaxLargeShare(0.1),
                1,
                0.75,
                null,
                List.of("small", "large"),
                Map.of(),
                0.6,
                null,
                Weights.QUALITY_ONLY,
                0));
    for (Double wished : Arrays.asList(null, 0.0)) {
      int large = 0;
      for (int i = 0; i < 1_000; i++) {
        difficulty = i * 149 % 1_000 / 1_000.0;
        RoutingDecision decision =
            decided(router, Requests.wishing("r", "text", "p", wished, null, null));
        large += decision.placements().getFirst().expert().equals("org/big:1") ? 1 : 0;
      }

      // All above half of an even spread keeps three quarters of the gain.
      assertThat(large).isBetween(480, 530);
    }
  }

  @Test
  void explorationKeepsThePromisedShareAndTellsItsPropensity() {
    for (double share : new double[] {0, 0.1}) {
      LocalRouter router = router(exploring(share, List.of("small", "large"), 0.3));
      difficulty = 0.01;
      int large = 0;
      for (int i = 0; i < 2_000; i++) {
        RoutingDecision decision = route(router, "r-" + i);
        boolean toLarge = decision.placements().getFirst().expert().equals("org/big:1");
        large += toLarge ? 1 : 0;
        boolean shut = decision.reasons().stream().anyMatch(one -> one.rule().equals("share"));
        assertThat(decision.propensity()).isCloseTo(shut ? 1 : toLarge ? 0.15 : 0.85, within(1e-9));
        assertThat(decision.placements()).extracting(Placement::expert).contains("org/big:1");
      }

      assertThat(large).isLessThanOrEqualTo((int) (2_000 * share) + 10);
    }
  }

  @Test
  void weightsKeepThePromisedShare() {
    LocalRouter hasty =
        router(policy(List.of("small", "large"), Map.of(), new Weights(0, 0, 1), 0));
    answered(hasty, "tiny", Duration.ofSeconds(20));
    answered(hasty, "org/big:1", Duration.ofSeconds(1));
    int large = 0;
    for (int i = 0; i < 400; i++) {
      large += first(hasty).equals("org/big:1") ? 1 : 0;
    }

    assertThat(large).isBetween(200, 211);
  }

  private LocalRouter priced(double ceiling) {
    return router(
        new RoutingPolicy(
            "default",
            new Objective.MaxPrice(ceiling),
            1,
            0,
            null,
            List.of("small", "large"),
            Map.of(),
            0.6,
            null,
            Weights.QUALITY_ONLY,
            0));
  }

  @Test
  void priceIsKeptByRequestsOfAnyLengthTogether() {
    LocalRouter router = priced(1.3);
    difficulty = 0.999;
    double paid = 0;
    int requests = 5_000;
    for (int i = 0; i < requests; i++) {
      int tokens = 200 + i * 13 % 700;
      RoutingDecision decision = decided(router, Requests.ofLength("auto", tokens));
      boolean large = decision.placements().getFirst().expert().equals("org/big:1");
      paid += (large ? 3 : 1) * (tokens + 300) / 1e6; // 300 tokens are expected of an answer
    }

    assertThat(1_000 * paid / requests).isBetween(1.28, 1.32);
  }

  @Test
  void priceBuysTheLargeExpertForHardRequestsHoweverLongTheyAre() {
    LocalRouter router = priced(1.0);
    int large = 0;
    for (int i = 0; i < 3_000; i++) {
      boolean hard = i % 5 == 0;
      difficulty = hard ? 0.9 + i % 7 * 0.01 : 0.1 + i % 11 * 0.01;
      RoutingDecision decision = decided(router, Requests.ofLength("auto", hard ? 900 : 200));
      boolean toLarge = decision.placements().getFirst().expert().equals("org/big:1");
      assertThat(toLarge && !hard && i > 500).as("an easy request at the large expert").isFalse();
      large += toLarge && hard ? 1 : 0;
      if (i % 250 == 0) {
        router.refreshThresholds();
      }
    }

    // small alone costs 0.64 of the 1.0 for 1,000, and large 2.4 more for 1,000 hard requests
    assertThat(large).isBetween(400, 470);
  }

  @Test
  void lastRungAnswersBeyondItsShareWhereNobodyElseOfTheLadderCan() {
    LocalRouter router = router(exploring(0, List.of("asleep", "large"), 0.3));

    assertThat(first(router)).isEqualTo("org/big:1");
    assertThat(route(router, "r").propensity()).isEqualTo(1);
  }

  @Test
  void whatIsOnlyRehearsedCostsNoCredit() {
    LocalRouter router =
        router(policy(List.of("small", "large"), Map.of(), Weights.QUALITY_ONLY, 0));
    difficulty = 0.99;
    for (int i = 0; i < 100; i++) {
      RoutingDecision rehearsal = decided(router, request("r").rehearsed());
      assertThat(rehearsal.placements().getFirst().expert()).isEqualTo("org/big:1");
    }
    int large = 0;
    for (int i = 0; i < 15; i++) {
      large += first(router).equals("org/big:1") ? 1 : 0;
    }

    assertThat(large).isEqualTo(15);
  }

  @Test
  void spreadsABurstOverReplicasBeforeTheyTellTheirLoad() {
    LocalRouter router = router(policy(List.of("small"), Map.of(), Weights.QUALITY_ONLY, 0));
    int onFirst = 0;
    for (int i = 0; i < 100; i++) {
      onFirst += route(router, "r-" + i).placements().getFirst().replica().equals("tiny#0") ? 1 : 0;
    }

    assertThat(onFirst).isEqualTo(50);
  }

  private LocalRouter router(RoutingPolicy policy) {
    Random random = new Random(7);
    return new LocalRouter(
        KitWorld.state(policy), Scorers.always(new Scripted()), random::nextDouble);
  }

  private static RoutingPolicy policy(
      List<String> generalist,
      Map<String, List<String>> categories,
      Weights weights,
      double exploration) {
    return new RoutingPolicy(
        "p",
        new Objective.MaxLargeShare(0.5),
        1,
        0,
        null,
        generalist,
        categories,
        0.6,
        null,
        weights,
        exploration);
  }

  private static RoutingPolicy exploring(double share, List<String> ladder, double exploration) {
    return new RoutingPolicy(
        "p",
        new Objective.MaxLargeShare(share),
        1,
        0,
        null,
        ladder,
        Map.of(),
        0.6,
        null,
        Weights.QUALITY_ONLY,
        exploration);
  }

  private static void answered(LocalRouter router, String expert, Duration total) {
    router
        .report(
            new RoutingOutcome(
                "r",
                "default",
                OutcomeKind.COMPLETED,
                expert,
                List.of(),
                Map.of(expert, new RoutingOutcome.Tokens(10, 0, 100)),
                Duration.ofMillis(100),
                total,
                null,
                null))
        .block();
  }

  private String first(LocalRouter router) {
    return route(router, "r").placements().getFirst().expert();
  }

  private RoutingDecision route(LocalRouter router, String id) {
    return decided(router, request(id));
  }

  private static RoutingRequest request(String id) {
    return Requests.wishing(id, "text", "p", null, null, null);
  }

  private static RoutingDecision decided(LocalRouter router, RoutingRequest request) {
    @Nullable RoutingDecision decision = router.route(request).block();
    return Objects.requireNonNull(decision);
  }

  /** Says what the test wants. */
  private final class Scripted implements DifficultyScorer {
    @Override
    public Assessment assess(RoutingRequest request) {
      return new Assessment(difficulty, 1 - difficulty, category, confidence, Map.of());
    }

    @Override
    public String version() {
      return "scripted";
    }

    @Override
    public Calibration calibration() {
      return Calibration.assumed();
    }
  }
}
