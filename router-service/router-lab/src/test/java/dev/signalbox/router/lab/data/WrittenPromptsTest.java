package dev.signalbox.router.lab.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.core.difficulty.Categories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WrittenPromptsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> TESTS =
      List.of(
          "prompts-by-kind.jsonl",
          "plain-prompts.jsonl",
          "asked-for-code.jsonl",
          "asked-for-code-by-hand.jsonl",
          "asked-for-code-in-a-day.jsonl");

  private static List<LabelledPrompt> prompts = List.of();

  @BeforeAll
  static void read() throws IOException {
    prompts = WrittenPrompts.read();
  }

  @Test
  void eachHasACategoryAndScores() {
    assertThat(prompts).hasSizeGreaterThan(5_000);
    assertThat(prompts)
        .allSatisfy(prompt -> {
          assertThat(prompt.prompt().lastUser()).isNotBlank();
          assertThat(prompt.score("small")).isBetween(0.0, 1.0);
          assertThat(prompt.score("large")).isBetween(0.0, 1.0);
          assertThat(prompt.goodEnough()).isBetween(0.0, 1.0);
          if (!prompt.group().equals(WrittenPrompts.WORD_PROBLEM)) {
            assertThat(Categories.NAMES).contains(prompt.group());
          }
        });
    assertThat(prompts).extracting(LabelledPrompt::group).contains(WrittenPrompts.WORD_PROBLEM);
  }

  @Test
  void noneIsThereTwice() {
    Set<String> seen = new HashSet<>();
    assertThat(prompts).allSatisfy(p -> assertThat(seen.add(p.prompt().lastUser())).isTrue());
  }

  @Test
  void noneIsAPromptOfATest() throws IOException {
    HeldOut tests = HeldOut.of(TESTS.stream().flatMap(WrittenPromptsTest::prompts).toList());
    assertThat(prompts.stream().map(p -> p.prompt().lastUser()).filter(tests::holds)).isEmpty();
  }

  @Test
  void aSmallModelIsGoodEnoughForPlainOnesMoreOften() {
    for (String category : Categories.NAMES) {
      assertThat(good(category, 0.9)).as(category).isGreaterThan(good(category, 0.4) + 0.15);
    }
  }

  /** Mean chance of those of a category whose small model is expected to score about so much. */
  private static double good(String category, double small) {
    return prompts.stream()
        .filter(p -> p.group().equals(category) && Math.abs(p.score("small") - small) < 0.1)
        .collect(Collectors.averagingDouble(LabelledPrompt::goodEnough));
  }

  private static Stream<String> prompts(String file) {
    try (InputStream in = LabelledPrompt.class.getResourceAsStream("../" + file)) {
      String text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> JSON.readTree(line).path("prompt").asString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
