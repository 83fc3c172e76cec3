package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.policy.LadderPrice.Afforded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Difficulties are spread evenly from 0 to 1. */
class LadderPriceTest {
  private final GainCurve even = GainCurve.of("even", Calibration.assumed());
  private final LadderPrice two = new LadderPrice(0.001, 0.003);
  private final LadderPrice three = new LadderPrice(0.001, 0.002, 0.004);

  @Test
  void priceAffordsTheShareThatTwoRungsCost() {
    assertThat(two.afford(2, even).share()).isCloseTo(0.5, within(1e-9));
    assertThat(two.afford(0.5, even)).isEqualTo(new Afforded(GainCurve.NOTHING_LARGE, 0));
    assertThat(two.afford(3, even)).isEqualTo(new Afforded(GainCurve.EVERYTHING_LARGE, 1));
    assertThat(new LadderPrice(0, 0).afford(0, even).share()).isEqualTo(1);
  }

  @Test
  void middleRungsArePaidForToo() {
    // the threshold 0.8 sends 20 % to the last rung and 40 % to the middle
    assertThat(three.at(0.8, even))
        .isCloseTo(0.4 * 0.001 + 0.4 * 0.002 + 0.2 * 0.004, within(1e-5));
    assertThat(three.at(GainCurve.NOTHING_LARGE, even)).isEqualTo(0.001);
    assertThat(three.at(GainCurve.EVERYTHING_LARGE, even)).isEqualTo(0.004);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.7, 2, 2.4, 3, 3.9})
  void whatIsAffordedIsTheMostThatKeepsThePrice(double ceiling) {
    Afforded afforded = three.afford(ceiling, even);

    assertThat(1000 * three.at(afforded.threshold(), even)).isLessThanOrEqualTo(ceiling);
    assertThat(1000 * three.at(afforded.threshold() - 0.01, even)).isGreaterThan(ceiling);
    assertThat(afforded.share()).isEqualTo(even.shareAbove(afforded.threshold()));
  }

  @Test
  void priceThatNoStepCanKeepLeavesAllToTheFirstRung() {
    assertThat(three.afford(1.2, even)).isEqualTo(new Afforded(GainCurve.NOTHING_LARGE, 0));
    assertThat(three.afford(0.1, even)).isEqualTo(new Afforded(GainCurve.NOTHING_LARGE, 0));
  }

  @Test
  void cascadePaysForEveryDraft() {
    LadderPrice cascade = LadderPrice.ofCascade(0.001, 0.003);

    assertThat(cascade.at(0.8, even)).isCloseTo(0.001 + 0.2 * 0.003, within(1e-9));
    assertThat(cascade.afford(2.5, even).share()).isCloseTo(0.5, within(1e-9));
    assertThat(cascade.afford(3, even).share()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(cascade.afford(4, even).share()).isEqualTo(1);
    assertThat(cascade.afford(0.9, even).share()).isZero();
  }

  @Test
  void ladderOfOneRungCostsWhatThatCosts() {
    LadderPrice one = new LadderPrice(0.002);

    assertThat(one.at(0.5, even)).isEqualTo(0.002);
    assertThat(one.afford(2, even).share()).isEqualTo(1);
    assertThat(one.afford(1, even).share()).isZero();
  }
}
