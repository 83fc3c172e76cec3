package dev.signalbox.router.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A category map that has an expert for code must find who asks for code, and nobody else.
 * docs/decisions/code-by-its-words.md tells what it found before.
 */
class AskedForCodeTest {
  private final TrainedScorer shared = TrainedScorer.loadDefault();

  /**
   * Of prompts that were written for this project, three quarters of those that ask for code are
   * found, and hardly one of the others is taken for one of them.
   *
   * @param file the rules were made with the first and the second in sight, the third unseen
   */
  @ParameterizedTest
  @CsvSource({
    "asked-for-code.jsonl, 20, 1",
    "asked-for-code-by-hand.jsonl, 48, 2",
    "asked-for-code-in-a-day.jsonl, 56, 2"
  })
  void whoAsksForCodeIsFoundAndNobodyElse(String file, int leastFound, int mostMistaken)
      throws IOException {
    assertThat(toldAsCode(file, true)).hasSizeGreaterThanOrEqualTo(leastFound);
    assertThat(toldAsCode(file, false)).hasSizeLessThanOrEqualTo(mostMistaken);
  }

  /** Prompts of a file that are told as code. */
  private List<String> toldAsCode(String file, boolean asksForIt) throws IOException {
    try (InputStream in = getClass().getResourceAsStream(file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(JsonMapper.shared()::readTree)
          .filter(row -> row.path("code").asBoolean() == asksForIt)
          .map(row -> row.path("prompt").asString())
          .filter(this::isCode)
          .toList();
    }
  }

  private boolean isCode(String prompt) {
    return shared.assess(RoutingPrompt.of(prompt)).category().equals("code");
  }

  @Test
  void withoutAWordOrSignOfCodeNothingIsCode() {
    assertThat(isCode("Write a function that adds two numbers.")).isTrue();
    assertThat(isCode("Write a speech that adds two jokes.")).isFalse();
  }
}
