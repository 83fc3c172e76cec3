package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.core.difficulty.GainScale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RungWorthTest {
  private static final GainScale SCALE = new GainScale(0.2, 0.07);

  @Test
  void scaleAndItsInverseMeet() {
    for (double gain = -0.3; gain < 0.7; gain += 0.05) {
      assertThat(SCALE.gain(SCALE.difficulty(gain))).isCloseTo(gain, within(1e-9));
    }
  }

  @Test
  void firstAndLastRungAreWorthWhatTheDifficultySays() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      double threshold = 0.01 + 0.98 * random.nextDouble();
      double gain = random.nextGaussian(0.2, 0.1);
      assertThat(RungWorth.byGain(0, 0, threshold, SCALE)).isZero();
      assertThat(RungWorth.byGain(gain, 1, threshold, SCALE))
          .isCloseTo(SCALE.difficulty(gain) - threshold, within(1e-9));
    }
  }

  @Test
  void orderIsThatOfGainLessItsPrice() {
    Random random = new Random(2);
    for (int i = 0; i < 1_000; i++) {
      double threshold = 0.05 + 0.9 * random.nextDouble();
      double asked = SCALE.gain(threshold);
      double gain = random.nextGaussian(0.2, 0.1);
      double other = random.nextGaussian(0.2, 0.1);
      double cost = random.nextDouble();
      boolean better =
          RungWorth.byGain(gain, cost, threshold, SCALE)
              > RungWorth.byGain(other, 1, threshold, SCALE);
      assertThat(better).isEqualTo(gain - asked * cost > other - asked);
    }
  }

  @Test
  void rungBelowTheHullIsNeverChosen() {
    for (double threshold = 0.02; threshold < 1; threshold += 0.02) {
      double below = RungWorth.byGain(0.1, 0.5, threshold, SCALE);
      double last = RungWorth.byGain(0.3, 1, threshold, SCALE);
      assertThat(below).isLessThan(Math.max(0, last));
    }
  }

  @Test
  void thresholdBeyondTheRangeMeansEverythingOrNothingForEveryStep() {
    assertThat(RungWorth.byDifficulty(0.9, GainCurve.NOTHING_LARGE, 1, 2)).isNegative();
    assertThat(RungWorth.byDifficulty(0.1, GainCurve.EVERYTHING_LARGE, 2, 2))
        .isGreaterThan(RungWorth.byDifficulty(0.1, GainCurve.EVERYTHING_LARGE, 1, 2));
  }
}
