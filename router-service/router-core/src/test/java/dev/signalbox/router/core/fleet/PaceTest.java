package dev.signalbox.router.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  private void answered(String expert, int tokens) {
    ended(OutcomeKind.COMPLETED, expert, tokens);
  }

  private void ended(OutcomeKind kind, String expert, int tokens) {
    pace.learn(
        new RoutingOutcome(
            "r",
            "acme",
            kind,
            expert,
            List.of(),
            Map.of(expert, new Tokens(10, 0, tokens)),
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            null,
            null));
  }

  @Test
  void threeHundredTokensAreAssumedWhereNobodyHasAnswered() {
    assertThat(pace.expectedCompletion("new", 0)).isEqualTo(300);
    assertThat(pace.expectedCompletion("new", 50)).isEqualTo(50);
  }

  /** Or it would look too dear to be asked, and nobody would ever learn how wordy it is. */
  @Test
  void whoHasNotAnsweredIsExpectedToWriteWhatTheOthersDo() {
    answered("terse", 10);
    answered("wordy", 30);
    assertThat(pace.expectedCompletion("new", 0)).isEqualTo(20);
    assertThat(pace.expectedCompletion("new", 15)).isEqualTo(15);
    assertThat(pace.expectedCompletion("terse", 0)).isEqualTo(10);
    assertThat(pace.expectedSeconds("new", 0)).isEqualTo(-1);
  }

  @Test
  void whoHasAnsweredIsExpectedToWriteWhatItDidOfLate() {
    answered("one", 100);
    for (int i = 0; i < 500; i++) {
      answered("one", 20);
    }
    assertThat(pace.expectedCompletion("one", 0)).isBetween(20.0, 20.1);
  }

  /** A client that leaves, or takes nothing, says nothing of how fast the expert is. */
  @Test
  void whoWasNotHeardToTheEndTeachesNothing() {
    ended(OutcomeKind.CLIENT_CLOSED, "one", 100);
    assertThat(pace.expectedSeconds("one", 0)).isEqualTo(-1);
  }
}
