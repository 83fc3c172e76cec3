package dev.signalbox.router.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import dev.signalbox.router.core.difficulty.tenant.GoodEnoughCurve;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What labels tell of the chance that small is good enough. */
class GoodEnoughFitTest {
  /** As on questions of an exam: at large gains half of the prompts are too hard for both. */
  private static double levelling(double gain) {
    return Math.max(0.5, 0.9 - 2 * gain);
  }

  private static GoodEnoughCurve taught(int labels, DoubleUnaryOperator chance) {
    Random random = new Random(7);
    double[] gains = random.doubles(labels, 0, 0.6).toArray();
    double[] good =
        Arrays.stream(gains)
            .map(gain -> random.nextDouble() < chance.applyAsDouble(gain) ? 1 : 0)
            .toArray();
    return GoodEnoughFit.of(gains, good);
  }

  private static double error(GoodEnoughCurve curve, DoubleUnaryOperator chance) {
    double sum = 0;
    for (int i = 0; i < 60; i++) {
      double gain = i / 100.0;
      sum += Math.abs(curve.at(gain) - chance.applyAsDouble(gain)) / 60;
    }
    return sum;
  }

  /** The best single line in the log-odds is off by 0.063. */
  @Test
  void chanceThatLevelsOffIsFollowed() {
    assertThat(error(taught(1500, GoodEnoughFitTest::levelling), GoodEnoughFitTest::levelling))
        .isLessThan(0.045);
  }

  @Test
  void lineOfLogOddsStaysALine() {
    DoubleUnaryOperator line = gain -> 1 / (1 + Math.exp(-(1.5 - 5 * gain)));
    assertThat(error(taught(1500, line), line)).isLessThan(0.03);
  }

  @Test
  void chanceNeverRisesWithTheGainOfLarge() {
    GoodEnoughCurve curve = taught(300, gain -> 0.2 + gain);
    double before = 1;
    for (double gain = -1; gain <= 1; gain += 0.01) {
      assertThat(curve.at(gain)).isLessThanOrEqualTo(before);
      before = curve.at(gain);
    }
  }

  @Test
  void labelsThatAreAllAlikeGiveTheirRate() {
    double[] gains = new double[40];
    double[] good = new double[40];
    Arrays.fill(gains, 0.25);
    Arrays.fill(good, 0, 30, 1);
    GoodEnoughCurve curve = GoodEnoughFit.of(gains, good);
    assertThat(curve.at(-1)).isBetween(0.74, 0.76).isEqualTo(curve.at(1));
  }

  @Test
  void labelsThatSmallAlwaysAnswersWellStayFinite() {
    double[] gains = new Random(3).doubles(50, -0.1, 0.1).toArray();
    double[] good = new double[50];
    Arrays.fill(good, 1);
    assertThat(GoodEnoughFit.of(gains, good).at(0)).isBetween(0.95, 1.0);
  }

  @Test
  void curveOfWhichPointsAreMissingIsRefused() {
    assertThatThrownBy(() -> new GoodEnoughCurve(new double[0], new double[0]))
        .isInstanceOf(MalformedModelException.class)
        .hasMessage("good enough: 0 gains, 0 log-odds (expected: equally many, at least 1)");
    assertThatThrownBy(() -> new GoodEnoughCurve(new double[] {0, 0}, new double[] {1, 1}))
        .isInstanceOf(MalformedModelException.class)
        .hasMessage("good enough: point 1 is at 0.0, 1.0 (expected: finite numbers, rising gains)");
  }
}
