package dev.signalbox.router.lab.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ApgrTest {
  private final double[] small = {1, 1, 0, 0};
  private final double[] large = {1, 1, 1, 1};

  @Test
  void theBestOrderKeepsTheGainFirst() {
    assertThat(Apgr.of(new double[] {.1, .2, .8, .9}, small, large)).isCloseTo(.75, within(1e-9));
  }

  @Test
  void theWorstOrderIsItsMirror() {
    assertThat(Apgr.of(new double[] {.9, .8, .2, .1}, small, large)).isCloseTo(.25, within(1e-9));
  }

  @Test
  void theIntervalHoldsTheValue() {
    Ranked ranked = Ranked.of(new double[] {.1, .9, .2, .8}, new Outcomes(small, large));
    Interval interval = Interval.bootstrap(4, rows -> ranked.curve(rows).average());
    assertThat(interval.value()).isCloseTo(.5, within(.13));
    assertThat(interval.low()).isLessThanOrEqualTo(interval.value());
    assertThat(interval.high()).isGreaterThanOrEqualTo(interval.value());
  }

  @Test
  void shareForTellsHowMuchOfLargeKeepsAPartOfTheGain() {
    GainCurve curve = GainCurve.of(new double[] {.1, .2, .8, .9}, new Outcomes(small, large));
    assertThat(curve.shareFor(.5)).isEqualTo(.25);
    assertThat(curve.shareFor(1)).isEqualTo(.5);
    assertThat(curve.scoreAt(0)).isEqualTo(.5);
    assertThat(curve.scoreAt(.5)).isEqualTo(1);
  }

  @Test
  void honestProbabilitiesHaveNoCalibrationError() {
    Reliability honest =
        Reliability.of(new double[] {.25, .25, .25, .25}, new double[] {0, 0, 0, 1});
    assertThat(honest.error().value()).isCloseTo(0, within(1e-9));
    assertThat(Reliability.of(new double[] {.9}, new double[] {0}).error().value())
        .isCloseTo(.9, within(1e-9));
  }
}
