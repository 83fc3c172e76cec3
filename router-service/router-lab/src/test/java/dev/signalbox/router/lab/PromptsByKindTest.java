package dev.signalbox.router.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.opinion.OpinionScorer;
import dev.signalbox.router.core.difficulty.opinion.SecondOpinionFile;
import dev.signalbox.router.embedding.BgeSmallEmbedding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prompts written for this project, a handful of each kind: what is widely known to be hard for a
 * small model must not be judged easier than what is not, whatever the training data.
 */
class PromptsByKindTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> EASY = List.of("writing", "roleplay", "stem", "humanities");

  private static Map<String, Double> fast = Map.of();
  private static Map<String, Double> full = Map.of();
  private static double most;
  private static double least;

  @BeforeAll
  static void judge() throws IOException {
    TrainedScorer shared = TrainedScorer.loadDefault();
    fast = means(BatchScorer.shared(shared));
    try (BgeSmallEmbedding embedding = new BgeSmallEmbedding(Runnable::run)) {
      BatchScorer scorer =
          BatchScorer.withOpinion(
              new OpinionScorer(shared, SecondOpinionFile.read(OpinionScorer.defaultArtefact())),
              embedding);
      full = means(scorer);
      most = difficulties(scorer, "trivial").max().orElseThrow();
      least = difficulties(scorer, "demanding").min().orElseThrow();
    }
  }

  @Test
  void workIsHarderThanWordsByBothForms() {
    for (String hard : List.of("math", "coding", "extraction")) {
      for (String easy : EASY) {
        assertThat(of(fast, hard)).as(hard + " / " + easy).isGreaterThan(of(fast, easy));
        assertThat(of(full, hard)).as(hard + " / " + easy).isGreaterThan(of(full, easy));
      }
    }
  }

  @Test
  void puzzlesAreSeenByTheirMeaning() {
    for (String easy : EASY) {
      assertThat(of(full, "reasoning")).as(easy).isGreaterThan(of(full, easy));
    }
  }

  @Test
  void aTrivialAskIsEasierThanAnyProofDerivationOrSystem() {
    for (Map<String, Double> form : List.of(fast, full)) {
      assertThat(of(form, "demanding")).isGreaterThan(of(form, "trivial") + 0.25);
    }
    assertThat(least).isGreaterThan(most);
  }

  @Test
  void aBareCalculationIsNoHardMathematics() throws IOException {
    for (Map<String, Double> form : List.of(fast, full)) {
      assertThat(of(form, "sum")).isLessThan(0.2).isLessThan(of(form, "math") - 0.3);
    }
    BatchScorer shared = BatchScorer.shared(TrainedScorer.loadDefault());
    assertThat(difficulties(shared, "sum").max().orElseThrow()).isLessThan(0.3);
  }

  @Test
  void examQuestionsAndWordProblemsAreRankedWithinTheirKind() {
    for (Map<String, Double> form : List.of(fast, full)) {
      assertThat(of(form, "exam-hard")).isGreaterThan(of(form, "exam-easy") + 0.2);
      assertThat(of(form, "steps-many")).isGreaterThan(of(form, "steps-few") + 0.5);
    }
  }

  private static DoubleStream difficulties(BatchScorer scorer, String kind) throws IOException {
    return rows().stream()
        .filter(row -> row.path("kind").asString().equals(kind))
        .map(row -> RoutingPrompt.of(row.path("prompt").asString()))
        .mapToDouble(prompt -> scorer.assess(List.of(prompt)).getFirst().difficulty());
  }

  private static double of(Map<String, Double> form, String kind) {
    return form.getOrDefault(kind, Double.NaN);
  }

  private static Map<String, Double> means(BatchScorer scorer) throws IOException {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (JsonNode row : rows()) {
      RoutingPrompt prompt = RoutingPrompt.of(row.path("prompt").asString());
      double[] sum = sums.computeIfAbsent(row.path("kind").asString(), kind -> new double[2]);
      sum[0] += scorer.assess(List.of(prompt)).getFirst().difficulty();
      sum[1]++;
    }
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((kind, sum) -> means.put(kind, sum[0] / sum[1]));
    return means;
  }

  private static List<JsonNode> rows() throws IOException {
    try (InputStream in = PromptsByKindTest.class.getResourceAsStream("prompts-by-kind.jsonl")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(JSON::readTree).toList();
    }
  }
}
