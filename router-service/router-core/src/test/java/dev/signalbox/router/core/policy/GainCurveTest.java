package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.core.difficulty.Calibration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GainCurveTest {
  /** Difficulty spread evenly over 0..1; the gain equals it. */
  private final GainCurve even = GainCurve.of("even", Calibration.assumed());

  @Test
  void turnsAShareIntoTheDifficultyThatThisShareExceeds() {
    assertThat(even.thresholdForShare(0.3)).isCloseTo(0.7, within(1e-9));
    assertThat(even.shareAbove(even.thresholdForShare(0.3))).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void sendsNothingOrEverythingAtTheEnds() {
    assertThat(even.thresholdForShare(0)).isGreaterThan(1);
    assertThat(even.thresholdForShare(1e-17)).isEqualTo(1);
    assertThat(even.thresholdForShare(Double.MIN_VALUE)).isEqualTo(1);
    assertThat(even.thresholdForShare(1)).isLessThan(0);
    assertThat(even.thresholdForQuality(1)).isLessThan(0);
    assertThat(even.thresholdForQuality(0)).isGreaterThan(1);
  }

  @Test
  void keepsTheGainOfTheHardestRequests() {
    // Above t the even curve keeps 1 - t^2 of the gain.
    double threshold = even.thresholdForQuality(0.75);

    assertThat(threshold).isCloseTo(0.5, within(0.02));
    assertThat(even.qualityKept(threshold)).isGreaterThanOrEqualTo(0.75);
  }

  @Test
  void knowsThatLessThanEverythingIsBestWhereTheSmallExpertIsBetter() {
    double[] difficulty = {0, 0.25, 0.5, 0.75, 1};
    double[] gain = {-0.4, -0.2, 0.1, 0.4, 0.6};
    GainCurve curve = GainCurve.of("mixed", Calibration.of(difficulty, gain));

    assertThat(curve.qualityKept(0.45)).isGreaterThan(1);
  }

  @Test
  void keepsAShareEvenWhenAllRequestsAreAlike() {
    double[] alike = new double[11];
    Arrays.fill(alike, 0.6);
    GainCurve curve = GainCurve.of("alike", Calibration.of(alike, alike));

    assertThat(curve.thresholdForShare(0.3)).isEqualTo(0.6);
    assertThat(curve.shareAbove(0.6)).isZero();
    assertThat(curve.shareAbove(0.59)).isEqualTo(1);
  }
}
