package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.DraftVerdict;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.OutcomeKind;
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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cascade keeps its share, though it shows only later whose answer a request gets. */
class CascadeBudgetTest {
  private static final double SHARE = 0.1;

  private LocalRouter router = router(SHARE);

  @BeforeEach
  void freshBudget() {
    router = router(SHARE);
  }

  private static LocalRouter router(double share) {
    return router(
        new Objective.MaxLargeShare(share),
        new CascadePolicy(null, -0.4, Duration.ofSeconds(3), 4_096, "large", 0.7));
  }

  private static LocalRouter router(Objective objective, CascadePolicy cascade) {
    RoutingPolicy policy =
        new RoutingPolicy(
            "p",
            objective,
            1,
            0,
            null,
            List.of("small", "large"),
            Map.of(),
            0.6,
            null,
            Weights.QUALITY_ONLY,
            0,
            Mode.CASCADE,
            cascade,
            null,
            Delivery.PLAIN);
    return new LocalRouter(KitWorld.state(policy), Scorers.always(new SurfaceScorer()), () -> 0.5);
  }

  private static RoutingRequest request() {
    return new RoutingRequest(
        "r",
        "default",
        "auto",
        RoutingPrompt.of(Requests.HARD),
        Set.of(Capability.CHAT),
        10,
        0,
        0,
        0,
        new Preferences(null, "p", null, null, null),
        ClientThinking.OPEN,
        false);
  }

  private DraftRule route() {
    return route(request());
  }

  private DraftRule route(RoutingRequest request) {
    RoutingDecision decision = Objects.requireNonNull(router.route(request).block());
    return Objects.requireNonNull(decision.draft());
  }

  private static boolean isOpen(DraftRule rule) {
    return rule.threshold() > -100;
  }

  private static boolean isPaid(DraftRule rule) {
    return Objects.requireNonNull(rule.credit()).spent();
  }

  private void report(DraftRule rule, DraftVerdict verdict, @Nullable String answered) {
    router
        .report(
            new RoutingOutcome(
                "r",
                "default",
                OutcomeKind.COMPLETED,
                answered,
                List.of(),
                Map.of(),
                null,
                Duration.ofMillis(20),
                new RoutingOutcome.Draft(
                    rule.expert(), "p", rule.share(), rule.credit(), null, null, verdict),
                null))
        .block();
  }

  /** Takes requests until a draft may not be followed by another expert; says how many before. */
  private int openOnes(int most) {
    int open = 0;
    while (open < most && isOpen(route())) {
      open++;
    }
    return open;
  }

  /** Drafts that are under way at once, and the share of them that are not sure. */
  @ParameterizedTest
  @CsvSource({"0,0.6", "20,0.6", "300,0.6", "2000,0.6", "300,0.1", "2000,1"})
  void shareIsKeptHoweverManyDraftsAreUnderWay(int underWay, double unsure) {
    Random random = new Random(11);
    ArrayDeque<DraftRule> drafts = new ArrayDeque<>();
    int requests = 30_000;
    int large = 0;
    for (int i = 1; i <= requests; i++) {
      drafts.add(route());
      if (drafts.size() > underWay) {
        DraftRule rule = drafts.remove();
        boolean stands = !isOpen(rule) || random.nextDouble() >= unsure;
        report(
            rule,
            stands ? DraftVerdict.STANDS : DraftVerdict.UNSURE,
            stands ? "tiny" : "org/big:1");
        large += stands ? 0 : 1;
      }
      assertThat(large).isLessThanOrEqualTo((int) (SHARE * i) + 10);
    }

    double answered = requests - underWay;
    assertThat(large / answered).isGreaterThan(0.8 * Math.min(SHARE, unsure));
  }

  @Test
  void whoStandsIsPaidBackAndSoIsWhoGotNoAnswer() {
    for (int i = 0; i < 200; i++) {
      DraftRule rule = route();
      assertThat(isOpen(rule)).isTrue();
      boolean left = i % 2 == 0;
      report(rule, left ? DraftVerdict.ABANDONED : DraftVerdict.STANDS, left ? null : "tiny");
    }
  }

  @Test
  void outcomeThatNeverComesCostsWhatAnAnswerDoes() {
    assertThat(openOnes(100)).isBetween(10, 12);
    int requests = 0;
    int open = 0;
    while (requests < 1_000) {
      requests++;
      open += isOpen(route()) ? 1 : 0;
    }

    assertThat(open).isBetween(98, 102);
  }

  @Test
  void rehearsalPaysNothing() {
    for (int i = 0; i < 100; i++) {
      DraftRule rule = route(request().rehearsed());
      assertThat(isOpen(rule)).isTrue();
      assertThat(isPaid(rule)).isFalse();
    }

    assertThat(openOnes(100)).isBetween(10, 12);
  }

  @Test
  void draftsStandUnaskedAndUnpaidOnceTheShareIsUsedUp() {
    DraftRule open = route();
    openOnes(100);
    DraftRule shut = route();

    assertThat(isPaid(open)).isTrue();
    assertThat(open.easy()).isFalse();
    assertThat(open.second()).isNotNull();
    assertThat(isPaid(shut)).isFalse();
    assertThat(shut.easy()).isTrue();
    assertThat(shut.second()).isNull();
    for (int i = 0; i < 20; i++) {
      report(shut, DraftVerdict.STANDS, "tiny"); // nothing to pay back
    }
    assertThat(openOnes(100)).isLessThanOrEqualTo(1);
  }

  @Test
  void whoStandsInForADraftThatFailedIsPaidForAfterwards() {
    openOnes(100);
    for (int i = 0; i < 5; i++) {
      report(route(), DraftVerdict.FAILED, "org/big:1");
    }
    int shut = 0;
    while (!isOpen(route())) {
      shut++;
    }

    assertThat(shut).isBetween(44, 60);
  }

  /** What may be spent on 1,000 requests, and whether drafts are held against a second answer. */
  @ParameterizedTest
  @CsvSource({"0.6,false", "0.9,false", "1.2,false", "1.5,true", "2.0,true"})
  void priceIsKeptThoughEveryRequestPaysForItsDraft(double ceiling, boolean agreement) {
    router =
        router(
            new Objective.MaxPrice(ceiling),
            new CascadePolicy(null, -0.4, null, 4_096, agreement ? "large" : null, 0.7));
    // 10 tokens are read and 300 written by each expert; prices are 1 and 3 a million
    double cheap = 310 / 1e6;
    double dear = 3 * cheap;
    int requests = 2_000;
    double paid = 0;
    for (int i = 0; i < requests; i++) {
      DraftRule rule = route();
      boolean stands = !isOpen(rule);
      report(
          rule, stands ? DraftVerdict.STANDS : DraftVerdict.UNSURE, stands ? "tiny" : "org/big:1");
      paid += cheap + (stands ? 0 : dear) + (rule.second() == null ? 0 : dear);
    }

    double burst = 10 * dear / requests;
    double each = paid / requests;
    assertThat(1_000 * (each - burst)).isLessThanOrEqualTo(ceiling);
    if (!agreement) {
      assertThat(1_000 * (each + burst)).isGreaterThan(ceiling);
    }
  }

  @Test
  void withoutABoundNothingIsPaid() {
    router = router(1);

    assertThat(route().credit()).isNull();
  }
}
