package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.DraftVerdict;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.api.contract.Requests;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.policy.CascadePolicy;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who drafts, who follows, and when a draft stands. */
class CascadeRoutingTest {
  private static final Duration BUDGET = Duration.ofSeconds(3);

  private static LocalRouter router(Objective objective, List<String> ladder, CascadePolicy how) {
    return router(objective, ladder, how, 0, () -> 0.5);
  }

  private static LocalRouter router(
      Objective objective,
      List<String> ladder,
      CascadePolicy how,
      double exploration,
      DoubleSupplier chance) {
    RoutingPolicy policy =
        new RoutingPolicy(
            "p",
            objective,
            1,
            0,
            null,
            ladder,
            Map.of(),
            0.6,
            null,
            Weights.QUALITY_ONLY,
            exploration,
            Mode.CASCADE,
            how,
            null,
            Delivery.PLAIN);
    return new LocalRouter(KitWorld.state(policy), Scorers.always(new SurfaceScorer()), chance);
  }

  private static CascadePolicy cascade(@Nullable Double minLogprob, @Nullable String second) {
    return new CascadePolicy(null, minLogprob, BUDGET, 4_096, second, 0.7);
  }

  private static RoutingDecision route(LocalRouter router, String text, @Nullable Mode mode) {
    RoutingRequest request =
        new RoutingRequest(
            "r",
            "default",
            "auto",
            RoutingPrompt.of(text),
            Set.of(Capability.CHAT),
            10,
            0,
            0,
            0,
            new Preferences(mode, "p", null, null, null),
            ClientThinking.OPEN,
            false);
    return Objects.requireNonNull(router.route(request).block());
  }

  private static DraftRule rule(RoutingDecision decision) {
    return Objects.requireNonNull(decision.draft());
  }

  private static void report(
      LocalRouter router, RoutingDecision decision, double confidence, DraftVerdict verdict) {
    DraftRule rule = rule(decision);
    String answered = verdict.delivered() ? "tiny" : "org/big:1";
    router
        .report(
            new RoutingOutcome(
                "r",
                "default",
                OutcomeKind.COMPLETED,
                answered,
                List.of(),
                Map.of(answered, new RoutingOutcome.Tokens(10, 0, 10)),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                new RoutingOutcome.Draft(
                    rule.expert(),
                    decision.policy(),
                    rule.share(),
                    rule.credit(),
                    rule.quantile(),
                    confidence,
                    verdict),
                null))
        .block();
  }

  @Test
  void smallDraftsEvenWhatIsHardAndLargeFollows() {
    LocalRouter router =
        router(new Objective.MaxLargeShare(0.5), List.of("small", "large"), cascade(-0.3, null));

    for (String text : List.of(Requests.EASY, Requests.HARD)) {
      RoutingDecision decision = route(router, text, null);
      assertThat(decision.mode()).isEqualTo(Mode.CASCADE);
      assertThat(decision.placements())
          .extracting(Placement::expert)
          .containsExactly("tiny", "tiny", "org/big:1");
      assertThat(rule(decision).expert()).isEqualTo("tiny");
      assertThat(rule(decision).threshold()).isEqualTo(-0.3);
      assertThat(rule(decision).budget()).isEqualTo(BUDGET);
      assertThat(rule(decision).longest()).isEqualTo(4_096);
      assertThat(rule(decision).easy()).isEqualTo(text.equals(Requests.EASY));
      assertThat(decision.reasons()).anyMatch(reason -> reason.rule().equals("cascade"));
    }
  }

  @Test
  void cascadeDoesNotExplore() {
    LocalRouter router =
        router(
            new Objective.QualityFloor(0.75),
            List.of("small", "large"),
            cascade(-0.3, null),
            0.5,
            new Random(3)::nextDouble);

    for (int i = 0; i < 50; i++) {
      RoutingDecision decision = route(router, Requests.EASY, null);
      assertThat(rule(decision).easy()).isTrue();
      assertThat(decision.propensity()).isEqualTo(1);
      assertThat(decision.reasons()).noneMatch(reason -> reason.text().startsWith("chance"));
    }
  }

  @Test
  void whereThereCanBeNoCascadeExplorationGoesOn() {
    LocalRouter router =
        router(
            new Objective.QualityFloor(0.75),
            List.of("large", "small"), // nobody above whom can tell log-probabilities
            cascade(-0.3, null),
            0.5,
            () -> 0.1);
    RoutingDecision decision = route(router, Requests.EASY, null);

    assertThat(decision.mode()).isEqualTo(Mode.SINGLE);
    assertThat(decision.propensity()).isEqualTo(0.75);
    assertThat(decision.reasons()).anyMatch(reason -> reason.text().startsWith("no cascade"));
  }

  @Test
  void requestMayAskForOneExpertAlone() {
    LocalRouter router =
        router(new Objective.MaxLargeShare(0.5), List.of("small", "large"), cascade(-0.3, null));

    assertThat(route(router, Requests.EASY, Mode.SINGLE).mode()).isEqualTo(Mode.SINGLE);
  }

  @Test
  void withNobodyAboveTheDraftThereIsNoCascadeAndAReason() {
    LocalRouter router =
        router(new Objective.MaxLargeShare(0.5), List.of("small"), cascade(-0.3, null));
    RoutingDecision decision = route(router, Requests.EASY, Mode.CASCADE);

    assertThat(decision.mode()).isEqualTo(Mode.SINGLE);
    assertThat(decision.reasons()).anyMatch(reason -> reason.text().startsWith("no cascade"));
  }

  @Test
  void secondAnswerComesFromThePolicysExpert() {
    LocalRouter router =
        router(new Objective.MaxLargeShare(0.5), List.of("small", "large"), cascade(null, "large"));
    DraftRule.Second second =
        Objects.requireNonNull(rule(route(router, Requests.EASY, null)).second());

    assertThat(second.agreement()).isEqualTo(0.7);
    assertThat(second.placements()).extracting(Placement::expert).containsExactly("org/big:1");
  }

  @Test
  void thresholdIsTheQuantileOfTheTenantsOwnDraftsOneRefreshAfterItWasShown() {
    LocalRouter router =
        router(new Objective.MaxLargeShare(0.3), List.of("small", "large"), cascade(null, null));
    RoutingDecision first = route(router, Requests.EASY, null);
    assertThat(rule(first).threshold()).isCloseTo(0.2 * Math.log(0.3), within(0.02));

    for (int i = 0; i < 1_000; i++) {
      report(router, first, -i / 1_000.0, DraftVerdict.STANDS);
    }
    router.refreshThresholds();
    assertThat(rule(route(router, Requests.EASY, null)).threshold())
        .isEqualTo(rule(first).threshold());
    router.refreshThresholds();

    assertThat(rule(route(router, Requests.EASY, null)).threshold()).isCloseTo(-0.7, within(0.03));
  }

  @Test
  void everyDraftStandsOnceTheShareIsUsedUp() {
    LocalRouter router =
        router(new Objective.MaxLargeShare(0.1), List.of("small", "large"), cascade(-0.3, null));
    for (int i = 0; i < 30; i++) {
      report(router, route(router, Requests.EASY, null), -1, DraftVerdict.UNSURE);
    }

    RoutingDecision decision = route(router, Requests.EASY, null);
    assertThat(rule(decision).threshold()).isLessThan(-100);
    assertThat(words(decision))
        .isEqualTo("drafts; every draft stands, since the share of the last expert is used up");
  }

  @Test
  void withoutAShareForTheLastExpertEveryDraftStands() {
    LocalRouter router =
        router(new Objective.MaxLargeShare(0), List.of("small", "large"), cascade(null, null));

    assertThat(words(route(router, Requests.EASY, null)))
        .startsWith("drafts; every draft stands, since ");
  }

  @Test
  void whereEverythingMayGoOnNoDraftStandsAndTheReasonSaysSo() {
    LocalRouter router =
        router(new Objective.MaxLargeShare(1), List.of("small", "large"), cascade(null, null));

    assertThat(words(route(router, Requests.EASY, null)))
        .isEqualTo("drafts; no draft stands, since every request may have the last expert");
  }

  private static String words(RoutingDecision decision) {
    return decision.reasons().stream()
        .filter(reason -> reason.rule().equals("cascade"))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
