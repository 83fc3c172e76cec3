package dev.signalbox.bench.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of the gateway's own rule. */
class ConfidenceTest {

  @Test
  void meanOfWhatTheTokensSay() {
    assertThat(Confidence.of(List.of(-0.5, -1.5, 0.0), null)).isCloseTo(-2.0 / 3, within(1e-6));
  }

  @Test
  void oneTokenThatWasCutOffDoesNotDecide() {
    assertThat(Confidence.of(List.of(-9999.0, 0.0), null)).isEqualTo(-10);
    assertThat(Confidence.of(List.of(0.1), null)).isZero();
  }

  @Test
  void lowQuantileIsTheValueBelow() {
    List<Double> logprobs = List.of(-1.0, -4.0, -2.0, -3.0, -5.0);

    assertThat(Confidence.of(logprobs, 0.0)).isEqualTo(-5);
    assertThat(Confidence.of(logprobs, 0.3)).isEqualTo(-4);
    assertThat(Confidence.of(logprobs, 1.0)).isEqualTo(-1);
  }

  @Test
  void nothingHasNoConfidence() {
    assertThatThrownBy(() -> Confidence.of(List.of(), null)).hasMessageContaining("logprobs: none");
  }
}
