package dev.signalbox.router.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.lab.data.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of which no head is made, and heads of which nobody knows how well they rank. */
class TenantTrainingRefusalTest {
  @TempDir private Path folder;
  private final TrainedScorer shared = TrainedScorer.loadDefault();

  private TenantTraining.Result train(int labels, IntFunction<String> label) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("labels.jsonl"),
            IntStream.range(0, labels).mapToObj(label).collect(Collectors.joining("\n")));
    return TenantTraining.run(folder, "acme", file, shared, new LetterEmbedding());
  }

  private void assertRefused(int labels, IntFunction<String> label, String lack) {
    assertThatThrownBy(() -> train(labels, label))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(lack)
        .hasMessageContaining("(expected: ")
        .hasMessageNotContaining("\n");
    assertThat(folder.resolve("acme")).doesNotExist();
  }

  private static String label(int prompt, double small, double large) {
    return line(prompt, "\"small\": " + small + ", \"large\": " + large);
  }

  private static String line(int prompt, String scores) {
    return "{\"prompt\": \"Please appraise the %s of number %d.\", \"scores\": {%s}}"
        .formatted(prompt % 2 == 0 ? "ruby" : "coin", prompt, scores);
  }

  @Test
  void labelsWithoutAnyGainAreRefused() {
    assertRefused(200, i -> label(i, 0.5, 0.5), "200 labels of 200 prompts");
  }

  @Test
  void labelsWithTheSameGainEverywhereAreRefused() {
    assertRefused(
        200,
        i -> label(i, i % 2 * 0.3, i % 2 * 0.3 + 0.4),
        "the same mean gain of large over small");
  }

  @Test
  void labelsOfOnePromptAreRefused() {
    assertRefused(200, i -> label(1, i % 2, 1), "200 labels of 1 prompt:");
  }

  @Test
  void labelsThatContradictEachOtherOnEachPromptAreRefused() {
    assertRefused(200, i -> label(i / 2, i % 2, 1 - i % 2), "200 labels of 100 prompts");
    assertRefused(200, i -> label(i / 2, i % 2, 1), "200 labels of 100 prompts");
  }

  @Test
  void labelsOnWhichLargeIsWorseAreRefused() {
    assertRefused(200, i -> label(i, 1, i % 2 * 0.5), "mean gain of large over small of -0.750");
  }

  @Test
  void ratingsOfOneTierThatNeverDifferAreRefused() {
    assertRefused(200, i -> line(i, "\"small\": 1"), "the same mean score");
    assertRefused(200, i -> line(i / 2, "\"large\": " + i % 2), "the same mean score");
  }

  /** What completes them is the shared router's own word, which the head has seen. */
  @Test
  void ratingsOfOneTierTellNotHowWellTheirHeadRanks() throws IOException {
    Random random = new Random(9);
    TenantTraining.Result result = train(120, i -> line(i, "\"small\": " + random.nextInt(2)));

    assertThat(result.ranking()).isNull();
    assertThat(result.line("acme"))
        .isEqualTo(
            "head acme-1 of 120 labels serves; APGR not known: 0 labels rate both small and large"
                + " (expected: at least 50)");
  }

  @Test
  void ranksAreMeasuredOnLabelsThatRateBothAlone() throws IOException {
    assertThat(train(100, i -> i < 49 ? label(i, i % 2, 1) : line(i, small(i))).ranking()).isNull();

    TenantTraining.Result result = train(100, i -> i < 50 ? label(i, i % 2, 1) : line(i, small(i)));
    assertThat(result.labels()).isEqualTo(100);
    assertThat(Objects.requireNonNull(result.ranking()).labels()).isEqualTo(50);
  }

  /** Few ratings of both do not outweigh many of one. */
  @Test
  void fewRatingsOfBothDoNotRefuseTheOthers() throws IOException {
    assertThat(train(100, i -> i < 10 ? label(i, 1, 0.5) : line(i, small(i))).number())
        .isEqualTo(1);
  }

  private static String small(int i) {
    return "\"small\": " + i % 2;
  }

  @Test
  void promptsThatWereRatedDifferentlyAreCounted() throws IOException {
    assertThat(train(120, i -> label(i, i % 2, 1)).contradicted()).isZero();
    assertThat(train(130, i -> label(i % 120, i < 120 ? i % 2 : 0.5, 1)).contradicted())
        .isEqualTo(10);
  }
}
