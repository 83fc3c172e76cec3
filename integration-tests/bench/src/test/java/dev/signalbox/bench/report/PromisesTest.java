package dev.signalbox.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromisesTest {
  private final Promises promises = new Promises();

  @Test
  void keptPromisesBreakNothing() {
    promises.none("held", 0);
    promises.some("answers", 3);
    promises.noMore("descriptors", 7, 7);
    promises.within("heap", 0.05, 100, 105);
    promises.figure("left", "12");

    assertThat(promises.broken()).isZero();
    assertThat(promises.toString()).contains("105.0 (+5.0%)").doesNotContain("BROKEN");
  }

  @Test
  void eachBrokenOneIsCountedAndShown() {
    promises.none("held", 1);
    promises.some("answers", 0);
    promises.noMore("descriptors", 7, 8);
    promises.within("heap", 0.05, 100, 106);

    assertThat(promises.broken()).isEqualTo(4);
    assertThat(promises.toString().lines().filter(row -> row.contains("BROKEN"))).hasSize(4);
  }
}
