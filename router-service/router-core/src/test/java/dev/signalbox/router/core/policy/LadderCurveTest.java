package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.core.difficulty.Calibrations;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.RatedGains;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A ladder on a thousand rated requests whose gains are spread evenly over 0 .. 0.5. */
class LadderCurveTest {
  private static final int REQUESTS = 1_000;
  private static final GainScale SCALE = new GainScale(0.25, 0.1);
  private static final List<String> RUNGS = List.of("small", "mid", "large");

  private final float[] large = new float[REQUESTS];
  private float midOfLarge = 0.6f;
  private float actualOfExpected = 1;

  LadderCurveTest() {
    for (int i = 0; i < REQUESTS; i++) {
      large[i] = 0.5f * i / (REQUESTS - 1);
    }
  }

  private RatedGains rated() {
    float[] mid = scaled(large, midOfLarge);
    return new RatedGains(
        List.of("large", "mid"),
        new float[][] {large, mid},
        new float[][] {large, scaled(mid, actualOfExpected)});
  }

  private static float[] scaled(float[] values, float factor) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private GainCurve curve(double from, double to) {
    double[] gains = new double[101];
    Arrays.setAll(gains, i -> from + (to - from) * i / 100);
    return GainCurve.of("requests", Calibrations.of(gains, SCALE));
  }

  private LadderCurve tried(double mid) {
    return tried(mid, curve(0, 0.5));
  }

  private LadderCurve tried(double mid, GainCurve curve) {
    return Objects.requireNonNull(
        LadderCurve.of(rated(), RUNGS, new double[] {0, mid, 1}, SCALE, curve));
  }

  /** With last gains g, the middle one's 0.6 g and the price a: 0.6 g - 0.1 a against g - a. */
  private static double kept(double asked) {
    double fromMid = asked * 0.1 / 0.6;
    double fromLarge = asked * 0.9 / 0.4;
    double all = 0;
    double kept = 0;
    for (double g = 0; g < 0.5; g += 0.0005) {
      all += g;
      kept += g > fromLarge ? g : g > fromMid ? 0.6 * g : 0;
    }
    return kept / all;
  }

  @Test
  void keepsWhatTheRungsThatAnswerGain() {
    LadderCurve tried = tried(0.1);
    for (double asked = 0.02; asked < 0.25; asked += 0.02) {
      assertThat(tried.qualityKept(SCALE.difficulty(asked))).isCloseTo(kept(asked), within(0.02));
    }
  }

  @Test
  void floorIsKeptWhereAMiddleRungTakesFromTheLast() {
    LadderCurve tried = tried(0.1);
    for (double promised : new double[] {0.95, 0.9, 0.8, 0.7}) {
      double asked = SCALE.gain(tried.thresholdForQuality(promised));
      assertThat(kept(asked)).isBetween(promised - 0.01, promised + 0.06);
      double asIfTwo = SCALE.gain(curve(0, 0.5).thresholdForQuality(promised));
      assertThat(kept(asIfTwo)).isLessThan(promised - 0.04);
    }
  }

  /** What is expected of the middle rung does not come: the greatest estimate is no promise. */
  @Test
  void estimatesThatAreTooGreatAreFoundOut() {
    double believed = tried(0.1).thresholdForQuality(0.9);
    actualOfExpected = 0.7f;
    LadderCurve tried = tried(0.1);
    assertThat(tried.qualityKept(believed)).isLessThan(0.86);
    assertThat(tried.qualityKept(tried.thresholdForQuality(0.9))).isBetween(0.9, 0.95);
  }

  /** A middle rung goes on taking part where the last one is asked for more than it ever gains. */
  @Test
  void thresholdsBeyondTheHardestRequestPartTheRungsBefore() {
    LadderCurve tried = tried(0.1);
    double cheap = tried.thresholdForCost(0.03);
    assertThat(cheap).isBetween(0.9, 1.0);
    assertThat(tried.cost(cheap)).isBetween(0.02, 0.03);
    double low = tried.thresholdForQuality(0.3);
    assertThat(low).isBetween(0.9, 1.0);
    assertThat(tried.qualityKept(low)).isBetween(0.3, 0.36);
  }

  /** A middle rung that is often better than the last: only a threshold below all parts them. */
  @Test
  void thresholdsBelowTheEasiestRequestLeaveAllToTheLast() {
    midOfLarge = 1.2f;
    LadderCurve tried = tried(0.1);
    assertThat(tried.qualityKept(tried.thresholdForQuality(0.95))).isGreaterThan(0.95);
    double threshold = tried.thresholdForCost(0.99);
    assertThat(threshold).isBetween(0.0, SCALE.difficulty(0));
    assertThat(tried.cost(threshold)).isBetween(0.8, 0.99);
  }

  /** The last rung answers no request that large is not worth at the threshold. */
  @Test
  void lastRungsOwnGainDoesNotPassTheThreshold() {
    float[] boast = scaled(large, 3);
    RatedGains rated =
        new RatedGains(
            List.of("large", "mid", "best"),
            new float[][] {large, scaled(large, 0.1f), boast},
            new float[][] {large, scaled(large, 0.1f), large});
    LadderCurve byId =
        Objects.requireNonNull(
            LadderCurve.of(
                rated,
                List.of("small", "mid", "best"),
                new double[] {0, 0.9, 1},
                SCALE,
                curve(0, 0.5)));
    for (double share : new double[] {0.2, 0.5, 0.8}) {
      double threshold = curve(0, 0.5).thresholdForShare(share);
      assertThat(byId.cost(threshold)).isCloseTo(share, within(0.02));
    }
  }

  @Test
  void requestsThatAreEasierThanTheRatedOnesMoveTheThreshold() {
    double all = tried(0.1).cost(SCALE.difficulty(0.1));
    double easy = tried(0.1, curve(0, 0.2)).cost(SCALE.difficulty(0.1));
    assertThat(all).isCloseTo(0.55 + 0.1 * 0.417, within(0.03));
    assertThat(easy).isCloseTo(0.1 * 0.917, within(0.03));
  }

  @Test
  void costFallsAsTheThresholdRises() {
    LadderCurve tried = tried(0.3);
    double before = 1;
    for (double threshold = -0.5; threshold < 1.5; threshold += 0.01) {
      assertThat(tried.cost(threshold)).isLessThanOrEqualTo(before + 1e-9);
      before = tried.cost(threshold);
    }
    for (double most : new double[] {0.7, 0.4, 0.2}) {
      double threshold = tried.thresholdForCost(most);
      assertThat(tried.cost(threshold)).isBetween(most - 0.05, most);
    }
    assertThat(tried.thresholdForCost(1)).isEqualTo(GainCurve.EVERYTHING_LARGE);
    assertThat(tried.thresholdForCost(-0.1)).isEqualTo(GainCurve.NOTHING_LARGE);
  }

  @Test
  void everythingAndNothingKeepTheirMeaning() {
    LadderCurve tried = tried(0.5);
    assertThat(tried.thresholdForQuality(1)).isEqualTo(GainCurve.EVERYTHING_LARGE);
    assertThat(tried.thresholdForQuality(0)).isEqualTo(GainCurve.NOTHING_LARGE);
    assertThat(tried.qualityKept(GainCurve.EVERYTHING_LARGE)).isEqualTo(1);
    assertThat(tried.qualityKept(GainCurve.NOTHING_LARGE)).isZero();
    assertThat(tried.cost(GainCurve.EVERYTHING_LARGE)).isEqualTo(1);
    assertThat(tried.cost(GainCurve.NOTHING_LARGE)).isZero();
  }

  @Test
  void nothingIsToldOfRungsThatAreHardlyKnown() {
    double[] costs = {0, 0.5, 1};
    GainCurve curve = curve(0, 0.5);
    assertThat(LadderCurve.of(rated(), List.of("small", "other", "large"), costs, SCALE, curve))
        .isNull();
    float[] rare = large.clone();
    Arrays.fill(rare, 0, REQUESTS - 99, Float.NaN);
    RatedGains few =
        new RatedGains(
            List.of("large", "mid"), new float[][] {large, rare}, new float[][] {large, rare});
    assertThat(LadderCurve.of(few, RUNGS, costs, SCALE, curve)).isNull();
    RatedGains useless =
        new RatedGains(
            List.of("large", "mid"),
            new float[][] {large, large},
            new float[][] {scaled(large, -1), large});
    assertThat(LadderCurve.of(useless, RUNGS, costs, SCALE, curve)).isNull();
  }

  @Test
  void nothingIsToldOfAGainThatMayBeChance() {
    float[] noise = new float[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      noise[i] = i % 2 == 0 ? 0.5f : -0.49f;
    }
    RatedGains unsure =
        new RatedGains(
            List.of("large", "mid"), new float[][] {large, large}, new float[][] {noise, large});
    assertThat(LadderCurve.of(unsure, RUNGS, new double[] {0, 0.5, 1}, SCALE, curve(0, 0.5)))
        .isNull();
  }

  @Test
  void nothingIsToldOfRequestsOfWhichHardlyAnyWasRated() {
    assertThat(LadderCurve.of(rated(), RUNGS, new double[] {0, 0.5, 1}, SCALE, curve(0.499, 0.6)))
        .isNull();
  }

  @Test
  void ratedGainsThatAreCutShortAreRefused() {
    assertThatThrownBy(() ->
            new RatedGains(
                List.of("large", "mid"),
                new float[][] {large, new float[1]},
                new float[][] {large, large}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rated gains: mid is cut short");
  }

  @Test
  void priceAffordsWhatTheLadderCosts() {
    LadderTerms terms = new LadderTerms(curve(0, 0.5), new LadderPrice(1, 1.1, 2), tried(0.1));
    double threshold = terms.afford(1_400).threshold();
    assertThat(terms.priceAt(threshold)).isBetween(1.35, 1.4);
    LadderTerms steps = new LadderTerms(curve(0, 0.5), new LadderPrice(1, 1.1, 2), null);
    assertThat(terms.priceAt(steps.afford(1_400).threshold())).isNotCloseTo(1.4, within(0.05));
    assertThat(terms.afford(900).share()).isZero();
    assertThat(terms.afford(2_000).share()).isEqualTo(1);
  }
}
