package dev.signalbox.router.lab.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextFoldsTest {
  private static List<String> texts(int rows, int distinct) {
    Random random = new Random(7);
    return IntStream.range(0, rows).mapToObj(i -> "text " + random.nextInt(distinct)).toList();
  }

  private static Set<String> of(List<String> texts, int[] rows) {
    return IntStream.of(rows).mapToObj(texts::get).collect(Collectors.toSet());
  }

  @Test
  void differentTextsAreDealtAsRowsAre() {
    List<String> texts = IntStream.range(0, 103).mapToObj(i -> "text " + i).toList();
    int[] rows = IntStream.range(0, 103).filter(row -> row % 7 != 0).toArray();
    int[] order = Folds.shuffled(rows, 3);
    TextFolds folds = TextFolds.of(texts, rows, 5, 3);
    for (int fold = 0; fold < 5; fold++) {
      assertThat(folds.part(fold, true)).containsExactly(Folds.part(order, 5, fold, true));
      assertThat(folds.part(fold, false)).containsExactly(Folds.part(order, 5, fold, false));
    }
  }

  @Test
  void copiesOfATextAreInTheSameFold() {
    List<String> texts = texts(1500, 300);
    int[] rows = IntStream.range(0, 1500).filter(row -> row % 3 != 0).toArray();
    TextFolds folds = TextFolds.of(texts, rows, 5, 3);
    for (int fold = 0; fold < 5; fold++) {
      int[] inside = folds.part(fold, true);
      int[] outside = folds.part(fold, false);

      assertThat(inside).hasSize(200);
      assertThat(of(texts, inside)).doesNotContainAnyElementsOf(of(texts, outside));
      assertThat(IntStream.concat(Arrays.stream(inside), Arrays.stream(outside)).sorted().toArray())
          .containsExactly(rows);
    }
  }

  @Test
  void textOfHalfOfTheRowsLeavesTheOtherFoldsEqual() {
    List<String> texts =
        IntStream.range(0, 100).mapToObj(i -> i < 50 ? "the same" : "text " + i).toList();
    TextFolds folds = TextFolds.of(texts, IntStream.range(0, 100).toArray(), 5, 3);

    assertThat(IntStream.range(0, 5).map(fold -> folds.part(fold, true).length))
        .containsExactlyInAnyOrder(50, 13, 13, 12, 12);
  }

  @Test
  void fewerTextsThanFoldsLeaveSomeEmpty() {
    TextFolds folds = TextFolds.of(List.of("a", "a", "b"), new int[] {0, 1, 2}, 5, 3);

    assertThat(folds.part(0, true)).containsExactly(0, 1);
    assertThat(folds.part(1, true)).containsExactly(2);
    assertThat(folds.part(4, true)).isEmpty();
    assertThat(folds.part(4, false)).hasSize(3);
  }
}
