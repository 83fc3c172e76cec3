package dev.signalbox.router.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.lab.metric.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  /** Several others are each explored, and must not count for more than their requests are. */
  @Test
  void ladderOfThreeIsExpectedByTheShareOfEachSide() throws IOException {
    Random random = new Random(3);
    List<String> experts = List.of("small", "mid", "large");
    SyntheticLog log = new SyntheticLog();
    for (int i = 0; i < 6000; i++) {
      double difficulty = i / 6000.0;
      int best = difficulty < 0.5 ? 0 : 2;
      int chosen = random.nextDouble() < 0.3 ? random.nextInt(3) : best;
      log.line(difficulty, experts.get(chosen), chosen == best ? 0.8 : 0.1)
          .with("score", List.of(0.4, 0.6, 0.9).get(chosen))
          .with("price", List.of(1, 3, 10).get(chosen));
    }
    ThresholdReplay replay = ThresholdReplay.of(log.read(folder), "large", 0.5);
    Interval score = Objects.requireNonNull(replay.scoreAfter());
    Interval price = Objects.requireNonNull(replay.priceAfter());

    assertThat(price.value()).isCloseTo(0.5 * 10 + 0.5 * 2, within(0.1));
    assertThat(price.low()).isBetween(5.8, price.value());
    assertThat(price.high()).isBetween(price.value(), 6.2);
    assertThat(score.value()).isCloseTo(0.5 * 0.9 + 0.5 * 0.5, within(0.01));
    // Per side 2,400 large ones alike, and 2,400 small ones beside 300 of eight times the weight.
    assertThat(replay.effective()).isCloseTo(2_950, within(200.0));
  }

  @Test
  void sideOfWhichNothingIsKnownIsNotToldByTheOther() throws IOException {
    TrafficLog traffic =
        new SyntheticLog()
            .line(.2, "large", 1)
            .with("score", 1)
            .line(.8, "large", 1)
            .with("score", 1)
            .read(folder);

    assertThat(ThresholdReplay.of(traffic, "large", 0.5).scoreAfter()).isNull();
    assertThat(ThresholdReplay.of(traffic, "large", 0.5).effective()).isZero();
    assertThat(ThresholdReplay.of(traffic, "large", 0.1).scoreAfter())
        .isEqualTo(new Interval(1, 1, 1));
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
