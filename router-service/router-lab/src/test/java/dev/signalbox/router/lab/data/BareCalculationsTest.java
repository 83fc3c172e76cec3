package dev.signalbox.router.lab.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BareCalculationsTest {
  private static final String STORY = "She sold 48/2 = <<48/2=24>>24 clips.\nThat is all.\n#### 24";

  private final BareCalculations calculations = new BareCalculations();

  @Test
  void oneSolutionInEightGivesItsFirstCalculationWithTheStepsOfThatAlone() {
    List<LabelledPrompt> rows = read(Stream.generate(() -> STORY).limit(17));

    assertThat(rows).hasSize(3);
    assertThat(rows.getFirst().prompt().lastUser()).isEqualTo("What is 48 / 2?");
    assertThat(rows.getFirst().steps()).isPositive().isLessThan(SolutionSteps.count(STORY));
    assertThat(rows.getFirst().isRated()).isFalse();
  }

  @Test
  void wordingsTakeTurns() {
    List<LabelledPrompt> rows = read(Stream.generate(() -> STORY).limit(80));

    assertThat(rows).extracting(row -> row.prompt().lastUser()).doesNotHaveDuplicates().hasSize(10);
    assertThat(rows).extracting(row -> row.prompt().lastUser()).contains("What is half of 48?");
  }

  @Test
  void aShareOfAHundredIsAPercentage() {
    assertThat(read(Stream.of("<<80/100*10=8>>8\n#### 8")))
        .singleElement()
        .satisfies(row -> assertThat(row.prompt().lastUser()).isEqualTo("What is 80% of 10?"));
  }

  @Test
  void aSolutionThatBeginsOtherwiseGivesNone() {
    assertThat(read(Stream.of("<<1+2+3=6>>6 and <<6*2=12>>12\n#### 12"))).isEmpty();
  }

  private List<LabelledPrompt> read(Stream<String> solutions) {
    return solutions.flatMap(solution -> calculations.of(solution).stream()).toList();
  }
}
