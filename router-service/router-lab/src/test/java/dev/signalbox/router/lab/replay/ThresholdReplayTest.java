package dev.signalbox.router.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.lab.metric.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdReplayTest {
  @TempDir private Path folder;

  @Test
  void anExploringLogTellsWhatAnotherThresholdIsWorth() throws IOException {
    // Small scores 0.4, large 0.9 everywhere; half of all requests go to each by chance.
    Random random = new Random(3);
    SyntheticLog log = new SyntheticLog();
    for (int i = 0; i < 4000; i++) {
      boolean large = random.nextBoolean();
      log.line(i / 4000.0, large ? "large" : "small", 0.5)
          .with("score", large ? 0.9 : 0.4)
          .with("price", large ? 10 : 1);
    }
    TrafficLog traffic = log.read(folder);
    ThresholdReplay replay =
        ThresholdReplay.of(traffic, "large", ThresholdReplay.thresholdFor(traffic, 0.2));
    Interval score = Objects.requireNonNull(replay.scoreAfter());

    assertThat(replay.largeAfter()).isCloseTo(0.2, within(1e-3));
    assertThat(score.value()).isCloseTo(0.5, within(0.03));
    assertThat(Objects.requireNonNull(replay.priceAfter()).value()).isCloseTo(2.8, within(0.3));
    assertThat(score.low()).isLessThan(0.5);
    assertThat(replay.blind()).isFalse();
  }

  @Test
  void aLogWithoutExplorationIsSaidToBeBlind() throws IOException {
    SyntheticLog log = new SyntheticLog();
    log.line(.2, "small", 1).line(.8, "large", 1);
    TrafficLog traffic = log.read(folder);

    assertThat(ThresholdReplay.of(traffic, "large", 0.1).blind()).isTrue();
    assertThat(ThresholdReplay.of(traffic, "large", 0.5).blind()).isFalse();
    assertThat(ThresholdReplay.of(traffic, "large", 0.5).table()).contains("not known");
  }

  @Test
  void aLargeExpertThatTheLogDoesNotKnowIsNamed() throws IOException {
    TrafficLog traffic = new SyntheticLog().line(1, "a", 1).read(folder);

    assertThatThrownBy(() -> ThresholdReplay.of(traffic, "large", 0.5))
        .hasMessage("large: \"large\" answered nothing in this log (expected: one of a)");
  }
}
