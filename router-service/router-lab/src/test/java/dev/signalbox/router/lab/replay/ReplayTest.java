package dev.signalbox.router.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  @TempDir private Path folder;

  @Test
  void anExploringLogTellsWhatAnotherThresholdIsWorth() {
    // Small scores 0.4, large 0.9 everywhere; half of all requests go to each by chance.
    Random random = new Random(3);
    List<LoggedDecision> log = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      boolean large = random.nextBoolean();
      log.add(new LoggedDecision(i / 4000.0, large, 0.5, large ? 0.9 : 0.4, large ? 10 : 1));
    }
    Replay replay = Replay.of(log, Replay.thresholdFor(log, 0.2));
    assertThat(replay.largeAfter()).isCloseTo(0.2, within(1e-3));
    assertThat(replay.scoreAfter().value()).isCloseTo(0.5, within(0.03));
    assertThat(replay.priceAfter().value()).isCloseTo(2.8, within(0.3));
    assertThat(replay.scoreAfter().low()).isLessThan(0.5);
    assertThat(replay.blind()).isFalse();
  }

  @Test
  void aLogWithoutExplorationIsSaidToBeBlind() {
    List<LoggedDecision> log =
        List.of(new LoggedDecision(.2, false, 1, .5, 1), new LoggedDecision(.8, true, 1, .5, 1));
    assertThat(Replay.of(log, 0.1).blind()).isTrue();
    assertThat(Replay.of(log, 0.5).blind()).isFalse();
  }

  @Test
  void readsTheAccessLogAndJson() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            """
            12:00 INFO request=a mode=single difficulty=0.25 expert=small outcome=completed
            12:01 INFO request=b outcome=refused status=429
            12:02 INFO request=c mode=single difficulty=0.5 outcome=client_closed status=499
            {"difficulty": 0.75, "expert": "large", "propensity": 0.9, "score": 1, "price": null}
            """);
    List<LoggedDecision> decisions = LoggedDecision.read(log, "large");
    assertThat(decisions).hasSize(2);
    assertThat(decisions.getFirst().large()).isFalse();
    assertThat(decisions.getLast().propensity()).isEqualTo(0.9);
  }

  @Test
  void aLargeExpertThatTheLogDoesNotKnowIsNamed() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"), "{\"difficulty\": 1, \"expert\": \"a\", \"propensity\": 1}");
    assertThatThrownBy(() -> LoggedDecision.read(log, "large"))
        .hasMessage("large: \"large\" answered nothing in this log (expected: one of a)");
  }

  @Test
  void aBrokenLineIsNamed() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"), "{\"difficulty\": 1, \"expert\": \"a\", \"propensity\": 2}");
    assertThatThrownBy(() -> LoggedDecision.read(log, "large"))
        .hasMessage("line 1: propensity: 2.0 (expected: above 0, up to 1)");
  }
}
