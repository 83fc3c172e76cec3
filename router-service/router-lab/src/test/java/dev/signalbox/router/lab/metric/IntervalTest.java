package dev.signalbox.router.lab.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private final double[] values = new Random(3).doubles(400).toArray();

  private double mean(int[] rows) {
    return IntStream.of(rows).mapToDouble(row -> values[row]).average().orElseThrow();
  }

  /** Of 400 values spread evenly over 0..1: 1.96 x sqrt(1/12) / sqrt(400) on each side. */
  @Test
  void isAsWideAsTheoryHasIt() {
    Interval interval = Interval.bootstrap(values.length, this::mean);
    assertThat(interval.high() - interval.low()).isCloseTo(2 * .0283, within(.008));
    assertThat(interval.value()).isBetween(interval.low(), interval.high());
  }

  /** So that what one metric has more than another is a paired difference. */
  @Test
  void metricsThatAreAskedTogetherSeeTheSameDraws() {
    List<int[]> seen = new ArrayList<>();
    List<int[]> seenByOther = new ArrayList<>();
    List<List<Interval>> together =
        Interval.together(
            values.length,
            List.of(
                rows -> {
                  seen.add(rows.clone());
                  return new double[] {mean(rows), 1 - mean(rows)};
                },
                rows -> {
                  seenByOther.add(rows.clone());
                  return new double[] {mean(rows)};
                }));
    assertThat(seen).hasSize(501);
    assertThat(Arrays.deepEquals(seen.toArray(), seenByOther.toArray())).isTrue();
    assertThat(together.get(0).get(0))
        .isEqualTo(together.get(1).get(0))
        .isEqualTo(Interval.bootstrap(values.length, this::mean));
  }

  @Test
  void drawsInWhichAMetricIsNotDefinedAreLeftOut() {
    Interval interval =
        Interval.bootstrap(values.length, rows -> rows[0] % 2 == 0 ? mean(rows) : Double.NaN);
    assertThat(interval.low()).isFinite();
    assertThat(interval.high()).isFinite();
  }
}
