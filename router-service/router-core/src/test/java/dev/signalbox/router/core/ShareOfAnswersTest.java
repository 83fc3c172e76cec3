package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.OutcomeKind;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A share is one of answers, whoever was chosen for them. */
class ShareOfAnswersTest {
  private static final double SHARE = 0.2;
  private static final String SMALL = "tiny";
  private static final String LARGE = "org/big:1";

  private final LocalRouter router =
      new LocalRouter(KitWorld.state(policy()), Scorers.always(new Scripted()), () -> 0.5);
  private double difficulty;
  private String category = "other";

  @Test
  void whoStandsInForABusyExpertIsPaidForAfterwards() {
    int large = 0;
    int requests = 1_000;
    for (int i = 1; i <= requests; i++) {
      boolean easy = i % 2 == 0;
      difficulty = easy ? 0.1 : 0.99;
      RoutingDecision decision = route();
      // every tenth request finds the small expert busy
      String answered = i % 10 == 0 ? LARGE : first(decision);
      report(decision, answered);
      large += answered.equals(LARGE) ? 1 : 0;
      assertThat(large).isLessThanOrEqualTo((int) (SHARE * i) + 11);
    }

    assertThat(large).isGreaterThan(190);
  }

  @Test
  void anOutageOfTheSmallExpertDoesNotShutTheLargeOneForAsLong() {
    difficulty = 0.1;
    for (int i = 0; i < 1_000; i++) {
      report(route(), LARGE);
    }
    difficulty = 0.99;
    int shut = 0;
    while (!first(route()).equals(LARGE)) {
      shut++;
    }

    // ten are remembered, and one is needed
    assertThat(shut).isBetween(50, 56);
  }

  @Test
  void whatWasPaidForIsPaidBackWhereAnotherAnsweredOrNobodyDid() {
    difficulty = 0.99;
    for (int i = 0; i < 200; i++) {
      RoutingDecision decision = route();
      assertThat(first(decision)).isEqualTo(LARGE);
      report(decision, i % 2 == 0 ? SMALL : null);
    }
  }

  @Test
  void debtThatIsNotKeptIsNotPaidBack() {
    difficulty = 0.1;
    for (int i = 0; i < 100; i++) {
      report(route(), LARGE);
    }
    category = "code";
    RoutingDecision unpaid = route();
    for (int i = 0; i < 100; i++) {
      report(unpaid, null);
    }
    category = "other";
    difficulty = 0.99;

    assertThat(first(route())).isEqualTo(SMALL);
  }

  @Test
  void aCategorysOnlyRungCountsWhereItIsTheGeneralistsLast() {
    difficulty = 0.99;
    int requests = 1_000;
    int large = 0;
    for (int i = 1; i <= requests; i++) {
      category = i % 10 == 0 ? "code" : "other";
      RoutingDecision decision = route();
      if (category.equals("code")) {
        assertThat(first(decision)).isEqualTo(LARGE);
      }
      report(decision, first(decision));
      large += first(decision).equals(LARGE) ? 1 : 0;
      assertThat(large).isLessThanOrEqualTo((int) (SHARE * i) + 11);
    }

    assertThat(large).isGreaterThan(190);
  }

  @Test
  void pinsAndRehearsalsAreOutsideOfTheShare() {
    assertThat(decided(Requests.of(LARGE, "text")).credit()).isNull();
    assertThat(decided(Requests.wishing("r", "text", "p", null, null, null).rehearsed()).credit())
        .isNull();
  }

  private static RoutingPolicy policy() {
    return new RoutingPolicy(
        "p",
        new Objective.MaxLargeShare(SHARE),
        1,
        0,
        null,
        List.of("small", "large"),
        Map.of("code", List.of("large")),
        0.6,
        null,
        Weights.QUALITY_ONLY,
        0);
  }

  private RoutingDecision route() {
    return decided(Requests.wishing("r", "text", "p", null, null, null));
  }

  private RoutingDecision decided(RoutingRequest request) {
    return Objects.requireNonNull(router.route(request).block());
  }

  private static String first(RoutingDecision decision) {
    return decision.placements().getFirst().expert();
  }

  private void report(RoutingDecision decision, @Nullable String answered) {
    router
        .report(
            new RoutingOutcome(
                "r",
                "default",
                answered == null ? OutcomeKind.NO_REPLICA : OutcomeKind.COMPLETED,
                answered,
                List.of(),
                Map.of(),
                null,
                Duration.ofMillis(20),
                null,
                decision.credit()))
        .block();
  }

  /** Says what the test wants. */
  private final class Scripted implements DifficultyScorer {
    @Override
    public Assessment assess(RoutingRequest request) {
      return new Assessment(difficulty, 1 - difficulty, category, 0.9, Map.of());
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
