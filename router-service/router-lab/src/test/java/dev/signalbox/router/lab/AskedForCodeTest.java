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
import tools.jackson.databind.json.JsonMapper;

/**
 * A category map that has an expert for code must find who asks for code, and nobody else.
 * docs/decisions/code-by-its-words.md tells what it found before.
 */
class AskedForCodeTest {
  private final TrainedScorer shared = TrainedScorer.loadDefault();

  /** Prompts written for this project that are told as code. */
  private List<String> toldAsCode(boolean asksForIt) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("asked-for-code.jsonl")) {
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
  void twoThirdsOfThoseWhoAskForCodeAreFound() throws IOException {
    assertThat(toldAsCode(true)).hasSizeGreaterThanOrEqualTo(16);
  }

  @Test
  void whoAsksForWordsIsNotTakenForOneOfThem() throws IOException {
    assertThat(toldAsCode(false)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void withoutAWordOrSignOfCodeNothingIsCode() {
    assertThat(isCode("Write a function that adds two numbers.")).isTrue();
    assertThat(isCode("Write a speech that adds two jokes.")).isFalse();
  }
}
