package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.difficulty.Calibration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private final GainCurve even = GainCurve.of("even", Calibration.assumed());

  @Test
  void comesFromTheObjective() {
    assertThat(of(policy(new Objective.MaxLargeShare(0.3), 1, 0), null, null))
        .isCloseTo(0.7, within(1e-9));
    assertThat(of(policy(new Objective.QualityFloor(0.75), 1, 0), null, null))
        .isCloseTo(0.5, within(0.02));
  }

  @Test
  void comesFromWhatAPriceAffords() {
    RoutingPolicy policy = policy(new Objective.MaxPrice(2), 1, 0);

    Threshold threshold =
        Threshold.of(
            policy, Preferences.NONE, new LadderTerms(even, new LadderPrice(0.001, 0.003), null));

    assertThat(threshold.share()).isCloseTo(0.5, within(1e-9));
    assertThat(threshold.difficulty()).isCloseTo(0.5, within(1e-9));
    assertThat(threshold.account()).isEqualTo(ShareBudget.OF_EACH);
    assertThat(threshold.words()).contains("affords 50% large");
  }

  @Test
  void givesWayToTheRequestsOwnWishWithinTheLimits() {
    RoutingPolicy bounded = policy(new Objective.MaxLargeShare(0.1), 0.4, 0);

    assertThat(of(bounded, 0.3, null)).isCloseTo(0.7, within(1e-9));
    assertThat(of(bounded, 0.9, null)).isCloseTo(0.6, within(1e-9));
    assertThat(of(bounded, null, 1.0)).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void doesNotGoBelowTheLeastQuality() {
    RoutingPolicy careful = policy(new Objective.MaxLargeShare(0.1), 1, 0.75);

    assertThat(of(careful, 0.0, null)).isCloseTo(0.5, within(0.02));
    assertThat(of(careful, null, 0.1)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void leastQualityGoesBeforeASharePromisedAndWithinTheLimitOnShares() {
    RoutingPolicy careful = policy(new Objective.MaxLargeShare(0.1), 1, 0.75);
    RoutingPolicy bounded = policy(new Objective.MaxLargeShare(0.1), 0.6, 0.75);
    RoutingPolicy idle = policy(new Objective.MaxLargeShare(0.7), 1, 0.75);

    assertThat(threshold(careful, null, null).share()).isEqualTo(1);
    assertThat(threshold(careful, 0.0, null).share()).isEqualTo(1);
    assertThat(threshold(careful, null, null).words())
        .contains("limit of at least 75% of the gain");
    assertThat(threshold(bounded, 0.0, null).share()).isEqualTo(0.6);
    assertThat(threshold(idle, null, null).share()).isEqualTo(0.7);
    assertThat(threshold(idle, null, null).words()).doesNotContain("of the gain");
  }

  private double of(RoutingPolicy policy, @Nullable Double share, @Nullable Double quality) {
    return threshold(policy, share, quality).difficulty();
  }

  private Threshold threshold(
      RoutingPolicy policy, @Nullable Double share, @Nullable Double quality) {
    Preferences wishes = new Preferences(null, null, share, quality, null);
    return Threshold.of(policy, wishes, new LadderTerms(even, LadderPrice.FREE, null));
  }

  private static RoutingPolicy policy(Objective objective, double maxShare, double minQuality) {
    return new RoutingPolicy(
        "p",
        objective,
        maxShare,
        minQuality,
        null,
        List.of("small", "large"),
        Map.of(),
        0.6,
        null,
        Weights.QUALITY_ONLY,
        0);
  }
}
