package dev.signalbox.router.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.RatedGains;
import dev.signalbox.router.core.difficulty.Scorers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedScorersTest {
  /** A log does not hold what was expected of each rung: thresholds must not be of that rule. */
  @Test
  void thresholdsAreThoseOfEvenSteps() {
    float[][] gains = {new float[200]};
    Calibration known = Calibration.assumed().with(new RatedGains(List.of("large"), gains, gains));
    DifficultyScorer serving =
        new DifficultyScorer() {
          @Override
          public Assessment assess(RoutingRequest request) {
            throw new AssertionError("the log tells");
          }

          @Override
          public String version() {
            return "head-1";
          }

          @Override
          public Calibration calibration() {
            return known;
          }
        };
    Calibration logged =
        new LoggedScorers(List.of(), Scorers.always(serving)).of("acme").calibration();
    assertThat(logged.rated()).isNull();
    assertThat(logged.quantile(0.3)).isEqualTo(known.quantile(0.3));
  }
}
