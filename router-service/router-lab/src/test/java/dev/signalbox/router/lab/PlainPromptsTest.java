package dev.signalbox.router.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody types who tries the router for the first time. These prompts were looked at while
 * the router's weights were set; the router was trained on none of them.
 */
class PlainPromptsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final TrainedScorer ROUTER = TrainedScorer.loadDefault();

  private static List<JsonNode> rows = List.of();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = PlainPromptsTest.class.getResourceAsStream("plain-prompts.jsonl")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      rows = text.lines().map(JSON::readTree).toList();
    }
  }

  @Test
  void plainOnesAreEasyAndDemandingOnesHard() {
    assertThat(difficulties("plain").max().orElseThrow()).isLessThan(0.3);
    assertThat(difficulties("demanding").min().orElseThrow()).isGreaterThan(0.5);
  }

  @Test
  void wordsOfDemandingWorkAloneAreNotDemanding() {
    double words = difficulties("words alone").max().orElseThrow();
    assertThat(words).isLessThan(difficulties("demanding").min().orElseThrow() - 0.1);
  }

  @Test
  void mostCategoriesAreRight() {
    assertThat(rows)
        .filteredOn(row -> category(row).equals(assessed(row).category()))
        .hasSizeGreaterThan(rows.size() * 4 / 5);
  }

  @Test
  void noWrongCategoryIsSure() {
    assertThat(rows)
        .filteredOn(row -> !List.of("other", category(row)).contains(assessed(row).category()))
        .allSatisfy(row -> assertThat(assessed(row).categoryConfidence()).isLessThan(0.6));
  }

  private static DoubleStream difficulties(String work) {
    return rows.stream()
        .filter(row -> row.path("work").asString().equals(work))
        .mapToDouble(row -> assessed(row).difficulty());
  }

  private static String category(JsonNode row) {
    return row.path("category").asString();
  }

  private static Assessment assessed(JsonNode row) {
    return ROUTER.assess(RoutingPrompt.of(row.path("prompt").asString()));
  }
}
