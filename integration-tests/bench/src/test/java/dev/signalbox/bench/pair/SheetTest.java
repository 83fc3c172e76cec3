package dev.signalbox.bench.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.bench.pair.answers.AnswerFile;
import dev.signalbox.bench.pair.answers.Cascaded;
import dev.signalbox.bench.pair.answers.Given;
import dev.signalbox.bench.pair.answers.Routed;
import dev.signalbox.bench.pair.answers.Settings;
import dev.signalbox.bench.pair.figures.Case;
import dev.signalbox.bench.pair.figures.Cost;
import dev.signalbox.bench.pair.question.Question;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.policy.RoutingPolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a small record comes to. */
class SheetTest {
  private static final Settings SETTINGS = new Settings("s", "l", 320);
  private static final Question EASY = Question.of("What is 2 + 2?", BigDecimal.valueOf(4));
  private static final Question HARD = Question.of("What is 20 * 21?", BigDecimal.valueOf(420));

  @TempDir private Path folder;
  private AnswerFile file;

  @BeforeEach
  void write() throws IOException {
    file = AnswerFile.open(folder.resolve("record"));
    give(EASY, "s", "The answer is 4.", "stop", -0.25, 10);
    give(EASY, "l", "The answer is 4.00", "stop", 0, 20);
    give(HARD, "s", "20 * 21 is 20 * 20", "length", -1, 320);
    give(HARD, "l", "The answer is 420", "stop", 0, 100);
    file.add(EASY.id(), SETTINGS.key(), new Routed(0.2, "v"));
    file.add(HARD.id(), SETTINGS.key(), new Routed(0.7, "v"));
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  @Test
  void casesAreGradedAndPriced() {
    Case hard = sheet(Cost.PRICE).cases().getLast();

    assertThat(hard.small().right()).isFalse();
    assertThat(hard.large().right()).isTrue();
    assertThat(hard.confidence()).isEqualTo(-1);
    assertThat(hard.length()).isEqualTo(16);
    // 50 tokens read and 320 written, or 100.
    assertThat(hard.small().cost()).isCloseTo((50 * 0.05 + 320 * 0.1) / 1000, within(1e-12));
    assertThat(hard.large().cost()).isCloseTo((50 * 0.15 + 100 * 0.3) / 1000, within(1e-12));
    assertThat(sheet(Cost.PRICE).cases().getFirst().small().right()).isTrue();
    assertThat(sheet(Cost.PRICE).cases().getFirst().large().right()).isTrue();
  }

  @Test
  void costMayBeWorkInstead() {
    Case hard = sheet(Cost.COMPUTE).cases().getLast();

    assertThat(hard.small().cost()).isCloseTo(0.5 * 370, within(1e-9));
    assertThat(hard.large().cost()).isCloseTo(1.5 * 150, within(1e-9));
  }

  @Test
  void difficultiesAreThoseOfOneRouter() {
    assertThat(sheet(Cost.PRICE).difficulties("v")).containsExactly(0.2, 0.7);
    assertThatThrownBy(() -> sheet(Cost.PRICE).difficulties("w"))
        .hasMessageContaining("was judged by v (expected: the router of this checkout, w)");
  }

  @Test
  void answersThatWereCutOffAreTold() {
    PairOptions options =
        new PairOptions(
            Path.of("some/questions.jsonl"),
            2,
            1,
            512,
            4,
            0,
            Cost.PRICE,
            Path.of("pair.jsonl"),
            null,
            null,
            null);

    assertThat(sheet(Cost.PRICE).about(options))
        .startsWith("2 questions of questions.jsonl, seed 1.")
        .contains("cut off were 1 and 0 answers; 2.0 and 2.0 s an answer")
        .contains("by the prices");
  }

  @Test
  void realCascadesAreCompared() {
    file.add(
        EASY.id(), SETTINGS.key(), new Cascaded("s", "The answer is 4.", "stands", -0.5, null));
    file.add(
        HARD.id(), SETTINGS.key(), new Cascaded("l", "The answer is 421", "unsure", -0.5, -1.0));

    assertThat(sheet(Cost.PRICE).verified(5))
        .startsWith("Of 2 cascades")
        .contains("1 drafts stood) 2 have the composed verdict and 1 the composed text")
        .contains("at most 0.0000");
  }

  @Test
  void whatWasNotAskedIsNoFigure() throws IOException {
    try (AnswerFile empty = AnswerFile.open(folder.resolve("empty"))) {
      Sheet sheet = new Sheet(empty, SETTINGS, List.of(EASY), setup(), Cost.PRICE);

      assertThatThrownBy(sheet::cases).hasMessageContaining("s was not asked");
      assertThatThrownBy(() -> sheet.difficulties("v")).hasMessageContaining("judged by nobody");
      assertThatThrownBy(() -> sheet.verified(1)).hasMessageContaining("not asked as a cascade");
    }
  }

  private Sheet sheet(Cost cost) {
    return new Sheet(file, SETTINGS, List.of(EASY, HARD), setup(), cost);
  }

  private static Setup setup() {
    return new Setup(
        new Expert("s", Set.of("small"), null, 0, 500_000_000, new Price(0.05, 0.1), List.of()),
        new Expert("l", Set.of("large"), null, 0, 1_500_000_000, new Price(0.15, 0.3), List.of()),
        RoutingPolicy.DEFAULT);
  }

  private void give(
      Question question, String expert, String text, String finish, double logprob, int tokens) {
    file.add(
        question.id(),
        SETTINGS.key(expert),
        new Given(text, finish, 50, tokens, List.of(logprob), 2000));
  }
}
