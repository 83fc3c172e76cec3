package dev.signalbox.engine.llama.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTimesTest {
  /** As measured for a model whose single tokens run on kernels of their own. */
  private final StepTimes times =
      new StepTimes(Map.of(1, 14.7, 2, 37.7, 4, 49.0, 8, 62.0, 16, 100.0, 64, 260.0), 8);

  @Test
  void twoSequencesStepInTurnWhereThatIsFaster() {
    assertThat(times.groups(1)).containsExactly(1);
    assertThat(times.groups(2)).containsExactly(1, 1);
    assertThat(times.groups(4)).containsExactly(4);
    assertThat(times.groups(8)).containsExactly(8);
  }

  @Test
  void everySequenceIsInOneGroup() {
    for (int n = 1; n <= 8; n++) {
      int sum = 0;
      for (int size : times.groups(n)) {
        sum += size;
      }
      assertThat(sum).isEqualTo(n);
    }
  }

  @Test
  void aPieceOfAPromptStaysWithinTheBudget() {
    for (int others = 0; others <= 8; others++) {
      int piece = times.piece(others, 140, 512);
      assertThat(times.expected(piece + others)).isLessThanOrEqualTo(140);
      assertThat(piece).isBetween(8, 32);
    }
    assertThat(times.piece(8, 10, 512)).as("never nothing").isEqualTo(4);
    assertThat(times.piece(0, 1e9, 512)).isEqualTo(512);
    assertThat(times.piece(3, 1e9, 512)).as("with room for the others").isEqualTo(256);
  }

  @Test
  void aMeasurementThatWasDisturbedIsCorrectedByTrials() {
    var disturbed = new StepTimes(Map.of(1, 10.0, 2, 90.0), 2);
    for (int round = 0; round < 2_000; round++) {
      for (int size : disturbed.groups(2)) {
        disturbed.observe(size, size == 1 ? 10 : 12);
      }
    }
    assertThat(disturbed.groups(2)).containsExactly(2);
  }

  @Test
  void aBurstOfSlowDecodesIsForgottenWithinSeconds() {
    for (int round = 0; round < 32; round++) {
      times.observe(4, 70); // something else had the cores; 4 * 14.7 = 58.8 looks better now
    }
    assertThat(times.groups(4)).containsExactly(1, 1, 1, 1);
    int steps = 0;
    while (times.groups(4).length != 1 || times.expected(4) > 55) {
      for (int size : times.groups(4)) {
        times.observe(size, size == 1 ? 14.7 : 49);
      }
      assertThat(++steps).isLessThan(300);
    }
  }

  @Test
  void trialsCostOneStepInTwoHundred() {
    double taken = 0;
    int steps = 4_000;
    for (int step = 0; step < steps; step++) {
      for (int size : times.groups(2)) {
        double took = size == 1 ? 14.7 : 37.7;
        times.observe(size, took);
        taken += took;
      }
    }
    assertThat(taken / (steps * 2 * 14.7)).isBetween(1.001, 1.006);
  }

  @Test
  void learnsFromSlowDecodes() {
    int before = times.piece(0, 140, 512);
    for (int i = 0; i < 20; i++) {
      times.observe(16, 400);
      times.observe(8, 200);
      times.observe(32, 800);
    }
    assertThat(times.expected(16)).isCloseTo(400, within(20.0));
    assertThat(times.piece(0, 140, 512)).isLessThan(before);
  }
}
