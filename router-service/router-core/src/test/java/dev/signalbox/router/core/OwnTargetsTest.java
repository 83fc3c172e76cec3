package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.Calibrations;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.RatedGains;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ladders of which it is known what to expect of every rung. */
class OwnTargetsTest {
  private static final GainScale SCALE = new GainScale(0.2, 0.1);

  private Map<String, Double> expected = Map.of();
  private double gain = 0.2;
  private double share = 0.5;
  private boolean calibrated = true;
  private @Nullable Objective objective;
  private @Nullable RatedGains rated;
  private Price middle = new Price(2, 2);
  private String middleTier = "mid";

  private static Expert expert(String id, String tier, Price price) {
    return new Expert(
        id,
        Set.of(tier),
        Set.of(Capability.CHAT),
        8_000,
        1,
        price,
        List.of(new Endpoint(URI.create("http://" + id + ":1/v1"), id, null, false)));
  }

  private RoutingDecision decide(String... ladder) {
    RoutingPolicy policy =
        new RoutingPolicy(
            "default",
            objective == null ? new Objective.MaxLargeShare(share) : objective,
            1,
            0,
            null,
            List.of(ladder),
            Map.of(),
            0.6,
            List.of(),
            Weights.QUALITY_ONLY,
            0);
    Catalog catalog =
        Catalog.of(
            List.of(
                expert("best", "large", new Price(3, 3)),
                expert("middle", middleTier, middle),
                expert("cheap", "small", new Price(1, 1))));
    RoutingState state = new RoutingState();
    for (ReplicaId replica :
        state.configure(new RouterConfig("r", catalog, Map.of("default", policy)))) {
      state.observe(replica, ReplicaStatus.of(ReplicaState.READY, replica.endpoint().model()));
    }
    LocalRouter router = new LocalRouter(state, Scorers.always(new Scripted()), () -> 0.5);
    return Objects.requireNonNull(
        router
            .route(
                new RoutingRequest(
                    "r",
                    "default",
                    "auto",
                    RoutingPrompt.of("text"),
                    Set.of(Capability.CHAT),
                    10,
                    0,
                    0,
                    0,
                    Preferences.NONE,
                    ClientThinking.OPEN,
                    true))
            .block());
  }

  private String chosen(String... ladder) {
    return decide(ladder).placements().getFirst().expert();
  }

  private void expect(double mid, double large) {
    gain = large;
    expected = Map.of("small", 0.3, "mid", 0.3 + mid, "large", 0.3 + large);
  }

  @Test
  void betweenTwoRungsTheDifficultyDecidesAsEver() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      share = 0.05 + 0.9 * random.nextDouble();
      expect(random.nextGaussian(0.2, 0.2), random.nextGaussian(0.2, 0.2));
      RoutingDecision told = decide("small", "large");
      boolean hard = SCALE.difficulty(gain) > threshold();
      assertThat(told.placements().getFirst().expert()).isEqualTo(hard ? "best" : "cheap");
      assertThat(parts(told)).containsEntry("best", SCALE.difficulty(gain) - threshold());
      expected = Map.of();
      RoutingDecision untold = decide("small", "large");
      assertThat(told.placements()).isEqualTo(untold.placements());
      assertThat(told.reasons()).isEqualTo(untold.reasons());
    }
  }

  private double threshold() {
    return GainCurve.of("s", new Scripted().calibration()).thresholdForShare(share);
  }

  private static Map<String, Double> parts(RoutingDecision decision) {
    Map<String, Double> parts = new HashMap<>();
    for (Reason reason : decision.reasons()) {
      if (reason.rule().equals("quality")) {
        parts.put(reason.expert(), reason.contribution());
      }
    }
    return parts;
  }

  @Test
  void lastRungIsWorthTheSameBesideAMiddleOne() {
    expect(0.1, 0.35);
    assertThat(parts(decide("small", "mid", "large")).get("best"))
        .isCloseTo(SCALE.difficulty(0.35) - threshold(), within(1e-12));
  }

  @Test
  void middleRungThatIsAsGoodAsTheLastGetsThePrompt() {
    expect(0.35, 0.35);
    assertThat(chosen("small", "mid", "large")).isEqualTo("middle");
    expect(0.02, 0.35);
    assertThat(chosen("small", "mid", "large")).isEqualTo("best");
    expect(0.02, 0.1);
    assertThat(chosen("small", "mid", "large")).isEqualTo("cheap");
  }

  /** What is expected of a tier's experts in its own place says nothing of who stands elsewhere. */
  @Test
  void middleRungIsNotTakenForTheTierThatItFills() {
    expected = Map.of("small", 0.3, "large", 0.65);
    gain = 0.35;
    for (String tier : List.of("small", "large")) {
      middleTier = tier;
      RoutingDecision decision = decide("cheap", "middle", "best");

      assertThat(decision.placements().getFirst().expert()).isEqualTo("best");
      assertThat(decision.reasons())
          .noneMatch(reason -> reason.text().contains("expected to score"));
    }
  }

  @Test
  void uselessMiddleRungIsNeverChosen() {
    for (share = 0.05; share < 1; share += 0.05) {
      for (double large = -0.1; large < 0.6; large += 0.05) {
        expect(Math.min(0, large) - 0.1, large);
        assertThat(chosen("small", "mid", "large")).isNotEqualTo("middle");
      }
    }
  }

  @Test
  void dearerMiddleRungMustGainMore() {
    expect(0.12, 0.2);
    share = 0.55;
    middle = new Price(1.2, 1.2);
    assertThat(chosen("small", "mid", "large")).isEqualTo("middle");
    middle = new Price(2.9, 2.9);
    assertThat(chosen("small", "mid", "large")).isEqualTo("best");
  }

  @Test
  void expertIsKnownByItsIdBeforeItsTier() {
    expected = Map.of("small", 0.3, "mid", 0.3, "middle", 0.7, "large", 0.6);
    gain = 0.3;
    assertThat(chosen("small", "middle", "large")).isEqualTo("middle");
    assertThat(chosen("small", "mid", "large")).isEqualTo("middle");
    expected = Map.of("small", 0.3, "mid", 0.6, "large", 0.6);
    assertThat(chosen("cheap", "middle", "best")).isEqualTo("middle");
  }

  @Test
  void lastRungsOwnScoreDoesNotPassTheThreshold() {
    gain = 0.1;
    expected = Map.of("small", 0.3, "mid", 0.3, "best", 0.9, "large", 0.4);
    assertThat(chosen("small", "mid", "large")).isEqualTo("cheap");
  }

  /** A cheap middle rung that gains a part of what the last one does takes much of its work. */
  @Test
  void floorIsKeptBesideACheapMiddleRung() {
    objective = new Objective.QualityFloor(0.9);
    middle = new Price(1.2, 1.2);
    assertThat(kept()).isLessThan(0.8);
    rated = ratedAsExpected();
    assertThat(kept()).isBetween(0.9, 0.96);
  }

  private static RatedGains ratedAsExpected() {
    float[] large = new float[1_000];
    float[] mid = new float[1_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (float) (-0.1 + 0.6 * i / 999);
      mid[i] = 0.6f * large[i];
    }
    float[][] gains = {large, mid};
    return new RatedGains(List.of("large", "mid"), gains, gains);
  }

  @Test
  void ratedRequestsChangeNothingForTwoRungsNorForAShare() {
    for (Objective aim : List.of(new Objective.QualityFloor(0.8), new Objective.MaxPrice(20))) {
      objective = aim;
      assertRatedChangesNothing("small", "large");
    }
    objective = null;
    assertRatedChangesNothing("small", "mid", "large");
  }

  private void assertRatedChangesNothing(String... ladder) {
    for (double large = -0.1; large < 0.5; large += 0.05) {
      expect(0.6 * large, large);
      rated = null;
      RoutingDecision without = decide(ladder);
      rated = ratedAsExpected();
      assertThat(decide(ladder).reasons()).isEqualTo(without.reasons());
    }
  }

  /** The part of the last rung's gain that decisions keep. */
  private double kept() {
    double kept = 0;
    double all = 0;
    for (int i = 0; i <= 200; i++) {
      double large = -0.1 + 0.003 * i;
      expect(0.6 * large, large);
      all += large;
      kept +=
          switch (chosen("small", "mid", "large")) {
            case "best" -> large;
            case "middle" -> 0.6 * large;
            default -> 0;
          };
    }
    return kept / all;
  }

  @Test
  void nothingAndEverythingKeepTheirMeaning() {
    expect(0.5, 0.6);
    share = 0;
    assertThat(chosen("small", "mid", "large")).isEqualTo("cheap");
    share = 1;
    assertThat(chosen("small", "mid", "large")).isEqualTo("best");
  }

  @Test
  void difficultyDecidesWhereARungOrTheScaleIsUnknown() {
    expect(0.35, 0.35);
    expected = Map.of("small", 0.3, "large", 0.65);
    assertThat(chosen("small", "mid", "large")).isEqualTo("best");
    expect(0.35, 0.35);
    calibrated = false;
    assertThat(chosen("small", "mid", "large")).isEqualTo("best");
  }

  @Test
  void reasonsSayWhatWasExpected() {
    expect(0.35, 0.4);
    assertThat(decide("small", "mid", "large").reasons())
        .filteredOn(reason -> reason.rule().equals("quality"))
        .extracting(Reason::text)
        .first()
        .asString()
        .startsWith(
            "expected to score 0.650, the first rung 0.300: a gain of 0.350 where 0.100 is asked"
                + " for; difficulty is 0.881, the threshold is 0.500");
  }

  /** Says what the test wants. */
  private final class Scripted implements DifficultyScorer {
    @Override
    public Assessment assess(RoutingRequest request) {
      return new Assessment(SCALE.difficulty(gain), 0.5, "other", 0, expected);
    }

    @Override
    public String version() {
      return "scripted";
    }

    /** Gains spread evenly around the centre. */
    @Override
    public Calibration calibration() {
      double[] gains = new double[101];
      Arrays.setAll(gains, i -> SCALE.centre() + (i - 50) * 0.006);
      Calibration known = Calibrations.of(gains, SCALE);
      if (calibrated) {
        return known.with(rated);
      }
      double[] difficulty = new double[101];
      Arrays.setAll(difficulty, i -> known.quantile(i / 100.0));
      return Calibration.of(difficulty, gains);
    }
  }
}
