package dev.signalbox.router.boot.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeRhythmTest {
  private final ProbeRhythm rhythm = new ProbeRhythm(Duration.ofSeconds(1), () -> 0.5);

  @Test
  void asksAtTheIntervalWhileTheReplicaIsWell() {
    rhythm.noted(said(ReplicaState.READY), "m");

    assertThat(rhythm.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void asksSoonAfterAFailureAndThenMoreSeldom() {
    rhythm.noted(new ProbeAnswer.Down("refused"), "m");
    assertThat(rhythm.pause()).isLessThan(Duration.ofMillis(300));

    for (int i = 0; i < 50; i++) {
      rhythm.noted(new ProbeAnswer.Down("refused"), "m");
    }
    assertThat(rhythm.pause()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void forgivesALateAnswerTwice() {
    assertThat(rhythm.noted(new ProbeAnswer.Late(), "m")).isEmpty();
    assertThat(rhythm.noted(new ProbeAnswer.Late(), "m")).isEmpty();
    assertThat(rhythm.noted(new ProbeAnswer.Late(), "m"))
        .hasValue(ReplicaStatus.of(ReplicaState.UNREACHABLE, "m"));
  }

  private static ProbeAnswer said(ReplicaState state) {
    return new ProbeAnswer.Said(ReplicaStatus.of(state, "m"));
  }
}
