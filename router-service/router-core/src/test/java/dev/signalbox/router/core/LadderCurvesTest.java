package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingRequest;
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
import dev.signalbox.router.core.policy.GainCurve;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Traffic;
import dev.signalbox.router.core.policy.Weights;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which ladders have curves, and when these are made. */
class LadderCurvesTest {
  private static final GainScale SCALE = new GainScale(0.25, 0.1);

  private final LadderCurves curves = new LadderCurves();
  private final Calibration calibration = calibration("mid");

  private static Calibration calibration(String middle) {
    float[] large = new float[500];
    float[] mid = new float[500];
    for (int i = 0; i < large.length; i++) {
      large[i] = i / 1_000f;
      mid[i] = i / 2_000f;
    }
    float[][] gains = {large, mid};
    double[] quantiles = new double[101];
    Arrays.setAll(quantiles, i -> i / 200.0);
    return Calibrations.of(quantiles, SCALE)
        .with(new RatedGains(List.of("large", middle), gains, gains));
  }

  private GainCurve requests() {
    return GainCurve.of("requests", calibration);
  }

  private static Expert expert(String id, String tier, double price) {
    return new Expert(
        id,
        Set.of(tier),
        Set.of(Capability.CHAT),
        8_000,
        1,
        new Price(price, price),
        List.of(new Endpoint(URI.create("http://" + id + ":1/v1"), id, null, false)));
  }

  private static RoutingSnapshot snapshot(String... ladder) {
    RoutingPolicy policy =
        new RoutingPolicy(
            "default",
            new Objective.QualityFloor(0.9),
            1,
            0,
            null,
            List.of(ladder),
            Map.of(),
            0.6,
            List.of(),
            Weights.QUALITY_ONLY,
            0);
    RoutingState state = new RoutingState();
    state.configure(
        new RouterConfig(
            "r",
            Catalog.of(
                List.of(
                    expert("cheap", "small", 1),
                    expert("one", "mid", 2),
                    expert("other", "mid", 2),
                    expert("best", "large", 3))),
            Map.of("default", policy)));
    return state.snapshot();
  }

  private static PolicyPlan.Ladder ladder(String... references) {
    return Objects.requireNonNull(snapshot(references).plan("default")).ladder("", 0);
  }

  @Test
  void madeOnceForASpreadOfRequests() {
    GainCurve requests = requests();
    var first = curves.of(ladder("small", "mid", "large"), calibration, requests);
    assertThat(first).isNotNull();
    assertThat(curves.of(ladder("small", "mid", "large"), calibration, requests)).isSameAs(first);
    assertThat(curves.of(ladder("small", "mid", "large"), calibration, requests()))
        .isNotSameAs(first);
    assertThat(curves.of(ladder("small", "mid", "large"), calibration("mid"), requests))
        .isNotSameAs(first);
  }

  @Test
  void notMadeWhereARungIsUnknownOrThereAreTwo() {
    assertThat(curves.of(ladder("small", "large"), calibration, requests())).isNull();
    assertThat(curves.of(ladder("small", "one", "large"), calibration("x"), requests())).isNull();
    assertThat(curves.of(ladder("small", "mid", "large"), calibration.with(null), requests()))
        .isNull();
  }

  /** The decision goes by even steps there, so that a curve would tell of another rule. */
  @Test
  void notMadeWhereExpertsOfOneRungGoByDifferentNames() {
    Calibration ofOne = calibration("one");
    assertThat(curves.of(ladder("small", "one", "large"), ofOne, requests())).isNotNull();
    assertThat(curves.of(ladder("small", "mid", "large"), ofOne, requests())).isNull();
  }

  @Test
  void thoseOfPastTrafficAreForgotten() {
    GainCurve requests = requests();
    var first = curves.of(ladder("small", "mid", "large"), calibration, requests);
    curves.prepare(snapshot("small", "mid", "large"), new Traffic());
    assertThat(curves.of(ladder("small", "mid", "large"), calibration, requests))
        .isNotNull()
        .isNotSameAs(first);
  }

  @Test
  void thoseOfPresentTrafficStay() {
    Traffic traffic = new Traffic();
    GainCurve requests = traffic.note("acme", scorer(), 0.5);
    curves.prepare(snapshot("small", "mid", "large"), traffic);
    var made = curves.of(ladder("small", "mid", "large"), calibration, requests);
    curves.prepare(snapshot("small", "mid", "large"), traffic);
    assertThat(curves.of(ladder("small", "mid", "large"), calibration, requests))
        .isNotNull()
        .isSameAs(made);
  }

  /** A new spread would have its curves made again for nothing. */
  @Test
  void spreadStaysWhileNobodyAsks() {
    Traffic traffic = new Traffic();
    DifficultyScorer scorer = scorer();
    for (int i = 0; i < 200; i++) {
      traffic.note("acme", scorer, i / 200.0);
    }
    traffic.refresh();
    traffic.refresh();
    GainCurve before = traffic.curve("acme", scorer);
    traffic.refresh();
    assertThat(traffic.curve("acme", scorer)).isSameAs(before);
    traffic.note("acme", scorer, 0.5);
    traffic.refresh();
    traffic.refresh();
    assertThat(traffic.curve("acme", scorer)).isNotSameAs(before);
  }

  private DifficultyScorer scorer() {
    return new DifficultyScorer() {
      @Override
      public Assessment assess(RoutingRequest request) {
        throw new AssertionError("nothing is judged here");
      }

      @Override
      public String version() {
        return "acme-1";
      }

      @Override
      public Calibration calibration() {
        return calibration;
      }
    };
  }
}
