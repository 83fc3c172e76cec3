package dev.signalbox.router.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.contract.Requests;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.Scorers;
import dev.signalbox.router.core.difficulty.SurfaceScorer;
import dev.signalbox.router.core.policy.Objective;
import dev.signalbox.router.core.policy.RoutingPolicy;
import dev.signalbox.router.core.policy.Weights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The fleet is shown at every request for it, and must not take the time that policies do. */
class FleetViewTest {
  private final AtomicInteger calibrations = new AtomicInteger();
  private final LocalRouter router =
      new LocalRouter(
          KitWorld.state(
              new RoutingPolicy(
                  "p",
                  new Objective.MaxLargeShare(0.3),
                  1,
                  0,
                  null,
                  List.of("small", "large"),
                  Map.of(),
                  0.6,
                  null,
                  Weights.QUALITY_ONLY,
                  0)),
          Scorers.always(new Counting()),
          () -> 0.5);

  @Test
  void whatAimsComeToIsNotWorkedOut() {
    router.route(Requests.wishing("r", Requests.EASY, "p", null, null, null)).block();
    calibrations.set(0);

    FleetView fleet = Objects.requireNonNull(router.fleet().block());
    assertThat(fleet.experts()).isNotEmpty();
    assertThat(calibrations).hasValue(0);

    router.view().block();
    assertThat(calibrations).hasPositiveValue();
  }

  /** Counts how often it is asked what its difficulties mean, which every aim needs to know. */
  private final class Counting implements DifficultyScorer {
    private final SurfaceScorer surface = new SurfaceScorer();

    @Override
    public Assessment assess(RoutingRequest request) {
      return surface.assess(request);
    }

    @Override
    public String version() {
      return surface.version();
    }

    @Override
    public Calibration calibration() {
      calibrations.incrementAndGet();
      return surface.calibration();
    }
  }
}
