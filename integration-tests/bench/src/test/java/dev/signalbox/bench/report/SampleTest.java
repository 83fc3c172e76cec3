package dev.signalbox.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void theMedianIsTheMiddleOrBetweenTheMiddleTwo() {
    assertThat(new Sample(new double[] {9, 1, 5}).median()).isEqualTo(5);
    assertThat(new Sample(new double[] {9, 1, 5, 6}).median()).isEqualTo(5.5);
  }

  @Test
  void theSpreadIsHalfTheRangeAsAShareOfTheMedian() {
    Sample sample = new Sample(new double[] {90, 100, 120});

    assertThat(sample.spread()).isEqualTo(0.15);
    assertThat(sample).hasToString("100.0 +-15%");
  }

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table(List.of("n", "speed"));
    table.add(List.of("128", "7"));

    assertThat(table).hasToString("| n   | speed |\n| -   | ----- |\n| 128 | 7     |\n");
  }
}
