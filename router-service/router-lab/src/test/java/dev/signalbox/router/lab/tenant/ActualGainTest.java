package dev.signalbox.router.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.core.difficulty.Calibrations;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.lab.fit.Quantiles;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What labels tell of the gain that comes where some gain is expected. */
class ActualGainTest {
  private static final GainScale SCALE = new GainScale(0.3, 0.1);

  private final Random random = new Random(11);
  private final double[] expected = random.doubles(2_000, 0, 0.6).toArray();

  /** Large is right by chance where small is not, so that the gain is that chance. */
  private double[] outcomes(DoubleUnaryOperator chance) {
    return Arrays.stream(expected)
        .map(gain -> random.nextDouble() < chance.applyAsDouble(gain) ? 1 : 0)
        .toArray();
  }

  private double[] at(DoubleUnaryOperator chance, double... gains) {
    return ActualGain.at(expected, outcomes(chance), gains);
  }

  @Test
  void gainsThatComeAsExpectedStayAsTheyAre() {
    assertThat(at(gain -> gain, 0.1, 0.3, 0.5))
        .usingComparatorWithPrecision(0.05)
        .containsExactly(0.1, 0.3, 0.5);
  }

  @Test
  void gainThatLevelsOffIsFollowed() {
    double[] gains = at(gain -> Math.min(0.3, gain), 0.1, 0.45, 0.6);
    assertThat(gains[0]).isCloseTo(0.1, within(0.05));
    assertThat(gains[1]).isCloseTo(0.3, within(0.05));
    assertThat(gains[2]).isCloseTo(0.3, within(0.07));
  }

  @Test
  void gainNeverFalls() {
    double[] gains = at(gain -> 0.6 - gain, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
    assertThat(gains).isSorted();
  }

  @Test
  void labelsOfWhichAllIsExpectedAlikeGiveTheirMean() {
    double[] alike = new double[40];
    double[] actual = new double[40];
    Arrays.fill(actual, 0, 10, 1);
    assertThat(ActualGain.at(alike, actual, new double[] {0})[0]).isCloseTo(0.25, within(1e-3));
  }

  /** Where gains differ half as much as was expected, a floor by what was expected breaks. */
  @Test
  void floorIsKeptThoughMoreWasExpectedOfHardPromptsThanComes() {
    DoubleUnaryOperator chance = gain -> 0.2 + 0.3 * gain;
    double[] quantiles = Quantiles.of(expected);
    double[] actual = ActualGain.at(expected, outcomes(chance), quantiles);
    GainCurve believed = GainCurve.of("believed", Calibrations.of(quantiles, SCALE));
    GainCurve learnt = GainCurve.of("learnt", Calibrations.of(quantiles, actual, SCALE));
    assertThat(kept(learnt.thresholdForQuality(0.8), chance)).isBetween(0.78, 0.84);
    assertThat(kept(believed.thresholdForQuality(0.8), chance)).isLessThan(0.7);
  }

  /** The part of all gain that lies above a threshold. */
  private double kept(double threshold, DoubleUnaryOperator chance) {
    double all = Arrays.stream(expected).map(chance).sum();
    return Arrays.stream(expected)
            .filter(gain -> SCALE.difficulty(gain) > threshold)
            .map(chance)
            .sum()
        / all;
  }
}
