package dev.signalbox.bench.pair.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.bench.pair.router.Ranking;
import dev.signalbox.router.lab.metric.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairTablesTest {
  private static final int SIZE = 80;

  /**
   * Small is wrong on every fourth question, and unsure of it; large is always right and costs
   * three times as much. Nothing in the prompt tells.
   */
  private static final List<Case> CASES =
      IntStream.range(0, SIZE)
          .mapToObj(i ->
              new Case(
                  new Outcome(i % 4 > 0, 1, 100),
                  new Outcome(true, 3, 150),
                  i % 4 > 0 ? -0.05 : -0.5,
                  i % 7))
          .toList();

  private final PairTables tables = tables(0.25);

  private static PairTables tables(double share) {
    double[] blind = IntStream.range(0, SIZE).mapToDouble(i -> i % 8 / 8.0).toArray();
    Ranking router = new Ranking("auto", "v", blind, 0.7, share);
    return new PairTables(new Contest(CASES, List.of(router), -0.1, share), Cost.COMPUTE);
  }

  @Test
  void eachWayHasItsAccuracyShareCostAndTokens() {
    List<String> rows = tables.ways().toString().lines().toList();

    assertThat(rows.get(2)).matches("\\| small only +\\| 75\\.0 \\[.*] +\\| 0\\.0 +\\| 1\\.0 .*");
    assertThat(rows.get(3))
        .matches("\\| large only +\\| 100\\.0 \\[.*] +\\| 100\\.0 +\\| 3\\.0 .*");
    assertThat(rows.get(4)).matches("\\| auto, harder than 0\\.700 +\\| .*\\| 25\\.0 .*");
    assertThat(rows.get(5))
        .matches("\\| random, at the cost of the cascade below +\\| 84\\.4 .*\\| 37\\.5 .*");
    assertThat(rows.get(8))
        .matches(
            "\\| cascade, draft stands from -0\\.100 on +\\| 100\\.0 .*\\| 25\\.0 +\\| 1\\.8 .*\\| 138"
                + " +\\|");
    assertThat(rows.get(9))
        .matches("\\| random, 25 % large +\\| 81\\.3 .*\\| 25\\.0 +\\| 1\\.5 .*");
    assertThat(rows.get(11)).startsWith("| auto, 25 % large ");
    assertThat(rows.getLast()).startsWith("| cascade, the least sure 25 % go on ");
  }

  @Test
  void cascadeThatKnowsIsAboveAndSaysSo() {
    assertThat(tables.findings())
        .hasSize(3)
        .allMatch(finding -> finding.endsWith("yes, the interval is above 0."));
    assertThat(tables.differences().toString().lines().filter(row -> row.startsWith("| random ")))
        .singleElement()
        .asString()
        .contains("| +15.6 [+");
  }

  @Test
  void rangeAndAreasHaveALineForEachShareAndRule() {
    assertThat(tables.range().toString().lines()).hasSize(8);
    assertThat(tables.areas().toString().lines())
        .hasSize(6)
        .anyMatch(row -> row.matches("\\| random +\\| 0\\.500 \\[0\\.500, 0\\.500].*"));
  }

  @Test
  void findingSaysHowManyQuestionsWouldTell() {
    assertThat(Finding.of("here", new Interval(0.02, -0.02, 0.06), 200))
        .isEqualTo(
            "Above auto at equal cost, here: not shown, the interval includes 0; about 800 questions"
                + " would tell such a difference.");
    assertThat(Finding.of("here", new Interval(-0.01, -0.02, 0.06), 200))
        .endsWith("the interval includes 0.");
    assertThat(Finding.of("here", new Interval(-0.1, -0.2, -0.06), 200)).contains(": no,");
    assertThat(Finding.of("here", new Interval(Double.NaN, 0, 0), 4)).contains("cannot be told");
    assertThat(Finding.of("here", new Interval(0, -1e-16, 1e-17), 4)).contains("both do the same");
  }

  @Test
  void cascadeDearerThanLargeIsSaidToBe() {
    assertThat(tables(0.9).findings()).anyMatch(line -> line.contains("more than large only"));
    assertThat(tables.findings()).noneMatch(line -> line.contains("more than large only"));
  }

  @Test
  void whatEachSignalTellsStandsBesideTheOthers() {
    List<String> rows = tables.signals().toString().lines().toList();

    assertThat(rows).hasSize(5);
    assertThat(rows.get(2)).matches("\\| auto +\\| 0\\.250 \\[.*] \\| - +\\| 0\\.250 \\[.*] +\\|");
    assertThat(rows.get(3)).startsWith("| length ");
    assertThat(rows.get(4))
        .matches(
            "\\| how unsure the draft is +\\| 1\\.000 \\[1\\.000, 1\\.000] \\| - +\\| 1\\.000 \\[.*] +\\|");
  }

  @Test
  void whatTellsNothingIsOneHalf() {
    Signal blind = new Signal("blind", new double[SIZE]);
    int[] all = IntStream.range(0, SIZE).toArray();

    assertThat(blind.area(CASES, one -> !one.small().right(), all)).isEqualTo(0.5);
    assertThat(blind.area(CASES, one -> one.large().right(), all)).isNaN();
  }
}
