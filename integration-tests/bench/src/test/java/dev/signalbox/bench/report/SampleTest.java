package dev.signalbox.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** The ends for n values as tables of the sign test give them. */
  @ParameterizedTest
  @CsvSource({"5,1", "6,1", "8,1", "9,2", "12,3", "20,6", "25,8", "40,14"})
  void theMediansIntervalIsThatOfTheSignTest(int n, int first) {
    double[] ranks = IntStream.rangeClosed(1, n).asDoubleStream().toArray();

    assertThat(new Sample(ranks).medianInterval()).containsExactly(first, n + 1 - first);
  }

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table(List.of("n", "speed"));
    table.add(List.of("128", "7"));

    assertThat(table).hasToString("| n   | speed |\n| -   | ----- |\n| 128 | 7     |\n");
  }
}
