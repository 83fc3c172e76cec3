package dev.signalbox.bench.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.bench.pair.answers.Cascaded;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private final Verification verification = new Verification();

  @Test
  void agreementIsCounted() {
    verification.compare(new Cascaded("s", "4", "stands", -0.14, null), -0.1, "s", "4");
    verification.compare(new Cascaded("l", "5", "unsure", -0.14, -0.2), -0.25, "l", "6");
    verification.compare(new Cascaded("l", "7", "unsure", -0.14, -0.15), -0.13, "s", "8");

    assertThat(verification)
        .hasToString(
            "Of 3 cascades asked for in fact (threshold -0.1400, 1 drafts stood) 2 have the composed"
                + " verdict and 1 the composed text; 2 told their confidence, at most 0.0500 from the"
                + " composed one.\n");
  }

  @Test
  void movingThresholdIsToldAsARange() {
    verification.compare(new Cascaded("s", "4", "stands", -0.14, null), -0.1, "s", "4");
    verification.compare(new Cascaded("s", "4", "stands", -1000, null), -0.1, "s", "4");

    assertThat(verification.toString())
        .contains("thresholds -1000.0000 to -0.1400", "none told its confidence");
  }

  @Test
  void nothingAskedIsSaid() {
    assertThat(verification.toString()).startsWith("No cascade was asked for");
  }
}
