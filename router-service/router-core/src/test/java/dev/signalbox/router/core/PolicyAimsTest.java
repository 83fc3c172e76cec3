package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RouterView.AimView;
import dev.signalbox.router.api.RouterView.PolicyView;
import dev.signalbox.router.api.RouterView.ThresholdView;
import dev.signalbox.router.api.contract.Requests;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.policy.CascadePolicy;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.ThinkingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Aims are shown, with what they come to, before they are in force. */
class PolicyAimsTest {
  private final LocalRouter router =
      new LocalRouter(
          KitWorld.state(
              new RoutingPolicy(
                  "p",
                  new Objective.MaxLargeShare(0.3),
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
                  CascadePolicy.DEFAULT,
                  new ThinkingPolicy(Effort.HIGH, 0.5, 0.2, 1_000),
                  Delivery.PLAIN)),
          Scorers.always(new SurfaceScorer()),
          () -> 0.5);

  private PolicyView policy() {
    RouterView view = Objects.requireNonNull(router.view().block());
    return view.policies().stream().filter(p -> p.id().equals("p")).findFirst().orElseThrow();
  }

  private static ThresholdView of(PolicyView policy, String tenant) {
    return Objects.requireNonNull(policy.thresholds().get(tenant));
  }

  @Test
  void everyAimHasItsThresholdQualityAndPrice() {
    List<AimView> aims = Objects.requireNonNull(policy().aims().get("*"));

    assertThat(aims).hasSize(11);
    assertThat(aims)
        .extracting(AimView::difficulty)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(aims).extracting(AimView::qualityKept).isSorted();
    assertThat(aims).extracting(AimView::pricePer1000Requests).isSorted();
    assertThat(aims.get(3).difficulty()).isCloseTo(0.7, within(1e-6));
    // of a cascade: the draft, and on top of it who follows
    assertThat(aims.getFirst().pricePer1000Requests()).isCloseTo(0.8, within(1e-9));
    assertThat(aims.getLast().pricePer1000Requests()).isCloseTo(0.8 + 2.4, within(1e-9));
  }

  @Test
  void thresholdsOfDraftsAndOfThinkingStandBesideThatOfTheDifficulty() {
    ThresholdView threshold = of(policy(), "*");

    assertThat(threshold.difficulty()).isCloseTo(0.7, within(1e-6));
    assertThat(Objects.requireNonNull(threshold.draft()).expert()).isEqualTo("tiny");
    assertThat(threshold.draft().confidence()).isCloseTo(0.2 * Math.log(0.3), within(0.01));
    assertThat(threshold.thinkFrom()).isCloseTo(0.5, within(1e-6));
    assertThat(threshold.thinkHardFrom()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void laddersOfCategoriesHaveTheirOwnThresholds() {
    RoutingPolicy priced =
        new RoutingPolicy(
            "p",
            new Objective.MaxPrice(1.6),
            1,
            0,
            null,
            List.of("small", "large"),
            Map.of(
                "math", List.of("asleep", "large"),
                "code", List.of("large"),
                "chat", List.of("small", "large")),
            0.6,
            null,
            Weights.QUALITY_ONLY,
            0);
    LocalRouter other =
        new LocalRouter(KitWorld.state(priced), Scorers.always(new SurfaceScorer()), () -> 0.5);
    for (int i = 0; i < 3; i++) {
      other.route(Requests.wishing("r" + i, Requests.EASY, "p", null, null, null)).block();
    }
    PolicyView policy =
        Objects.requireNonNull(other.view().block()).policies().stream()
            .filter(p -> p.id().equals("p"))
            .findFirst()
            .orElseThrow();

    assertThat(policy.categories()).containsOnlyKeys("math", "chat");
    ThresholdView whole = of(policy, "*");
    assertThat(whole.largeShare()).isCloseTo(0.5, within(1e-6));
    assertThat(policy.categories().get("chat")).containsEntry("*", whole);
    // the first rung is free, so that the same price affords more
    assertThat(policy.categories().get("math"))
        .hasEntrySatisfying(
            "*", own -> assertThat(own.largeShare()).isCloseTo(1.6 / 2.4, within(1e-6)));
    // this tenant's requests are so short that the price affords everything
    assertThat(of(policy, "default").largeShare()).isEqualTo(1);
  }

  @Test
  void whatATenantsTrafficSaysIsShownOneRefreshBeforeItIsInForce() {
    for (int i = 0; i < 300; i++) {
      router.route(Requests.wishing("r" + i, Requests.EASY, "p", null, null, null)).block();
    }
    double before = of(policy(), "default").difficulty();
    router.refreshThresholds();
    ThresholdView shown = of(policy(), "default");
    assertThat(shown.difficulty()).isEqualTo(before);
    assertThat(shown.next()).isLessThan(before);

    router.refreshThresholds();
    ThresholdView inForce = of(policy(), "default");
    assertThat(inForce.difficulty()).isEqualTo(shown.next());
    assertThat(inForce.source()).contains("300 requests of the tenant");
  }
}
