package dev.signalbox.router.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.RatedGains;
import dev.signalbox.router.core.difficulty.Scorers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds are of the rule by which a log's requests are decided anew. */
class LoggedScorersTest {
  private static final float[][] GAINS = {new float[200]};
  private static final Calibration KNOWN =
      Calibration.assumed().with(new RatedGains(List.of("large"), GAINS, GAINS));

  @TempDir private Path folder = Path.of("");

  private Calibration logged(SyntheticLog log, String tenant) throws IOException {
    return new LoggedScorers(log.read(folder).decisions(), Scorers.always(new ServingScorer(KNOWN)))
        .of(tenant)
        .calibration();
  }

  @Test
  void evenStepsWhereTheLogDoesNotSayWhatWasExpected() throws IOException {
    Calibration logged = logged(new SyntheticLog().line(0.5, "s", 1), "acme");

    assertThat(logged.rated()).isNull();
    assertThat(logged.quantile(0.3)).isEqualTo(KNOWN.quantile(0.3));
  }

  @Test
  void ownTargetsWhereItDoes() throws IOException {
    SyntheticLog log = new SyntheticLog().line(0.5, "s", 1).expecting(0.2, 0.3, 0.4);

    assertThat(logged(log, "acme").rated()).isSameAs(KNOWN.rated());
    log.line(0.5, "s", 1).with("model", "large");
    assertThat(logged(log, "acme").rated()).isSameAs(KNOWN.rated());
    log.line(0.5, "s", 1);
    assertThat(logged(log, "acme").rated()).isNull();
  }
}
