package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.core.difficulty.SurfaceScorer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private final Traffic traffic = new Traffic();
  private final SurfaceScorer scorer = new SurfaceScorer();

  @Test
  void showsTheTenantsOwnQuantilesBeforeTheyApply() {
    note(1000, 0.8, 0.9);

    traffic.refresh();
    TenantTraffic shown = Objects.requireNonNull(traffic.tenants().get("t"));
    assertThat(shown.inForce().thresholdForShare(0.5)).isCloseTo(0.5, within(1e-9));
    assertThat(shown.next().thresholdForShare(0.5)).isCloseTo(0.85, within(0.01));

    traffic.refresh();
    assertThat(shown.inForce().thresholdForShare(0.5)).isCloseTo(0.85, within(0.01));
    assertThat(shown.inForce().source()).contains("1000 requests");
  }

  @Test
  void staysWithTheCalibrationWhileThereIsLittleTraffic() {
    note(100, 0.8, 0.9);

    traffic.refresh();
    traffic.refresh();

    assertThat(traffic.note("t", scorer, 0.85).source()).contains("calibration");
  }

  @Test
  void startsAnewForAnotherScorer() {
    note(1000, 0.8, 0.9);
    traffic.refresh();
    traffic.refresh();

    assertThat(traffic.note("t", new SurfaceScorer(), 0.1).source()).contains("calibration");
  }

  private void note(int count, double from, double to) {
    for (int i = 0; i < count; i++) {
      traffic.note("t", scorer, from + (to - from) * i / (count - 1));
    }
  }
}
