package dev.signalbox.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.api.ChatPrompt;
import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.api.TokenChunk;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class SimEngineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void textSurvivesTokenisingWhateverItHolds() {
    String text = "the water öffnet 🚉 \u0000 \n in  the\tstation";

    assertThat(SimVocabulary.detokenize(SimVocabulary.tokenize(text))).isEqualTo(text);
  }

  @Test
  void aScriptedQuestionGetsItsAnswerByteForByte() {
    String answer = "Züge fahren 🚂 über the bridge.";
    try (SimEngine engine =
        SimEngine.open(SimOptions.of("sim").withScript(Map.of("trains", answer)))) {
      assertThat(text(answer(engine, chat(engine, "tell me of trains"), 200))).isEqualTo(answer);
    }
  }

  @Test
  void aScriptedAnswerGoesOnFromItsTokens() {
    String answer = "Züge fahren 🚂 über the bridge.";
    try (SimEngine engine =
        SimEngine.open(SimOptions.of("sim").withScript(Map.of("trains", answer)))) {
      int[] prompt = chat(engine, "tell me of trains");
      int[] begun = SimVocabulary.tokenize(answer.substring(0, 12));
      int[] resumed = Arrays.copyOf(prompt, prompt.length + begun.length);
      System.arraycopy(begun, 0, resumed, prompt.length, begun.length);

      assertThat(text(answer(engine, resumed, 200))).isEqualTo(answer.substring(12));
    }
  }

  @Test
  void noChunkHoldsHalfACharacter() {
    try (SimEngine engine =
        SimEngine.open(SimOptions.of("sim").withScript(Map.of("x", "a🚂b🚉c")))) {
      List<TokenChunk> chunks = answer(engine, chat(engine, "x"), 50);

      assertThat(chunks.stream().map(TokenChunk::text).filter(text -> !text.isEmpty()))
          .containsExactly("a", "🚂", "b", "🚉", "c");
    }
  }

  @Test
  void tokensComeWhenTheLatencyModelSaysSo() {
    VirtualTimeScheduler time = VirtualTimeScheduler.create();
    SimOptions slow =
        SimOptions.of("sim")
            .withLatency(Duration.ofMillis(100), Duration.ofMillis(10), Duration.ofMillis(20));
    try (SimEngine engine = SimEngine.open(slow, time)) {
      StepVerifier.create(engine.generate(request(new int[] {1, 2, 3}, 3)))
          .then(() -> time.advanceTimeBy(Duration.ofMillis(129)))
          .then(() -> assertThat(engine.load().running()).isEqualTo(1))
          .then(() -> time.advanceTimeBy(Duration.ofMillis(1)))
          .expectNextCount(1)
          .then(() -> time.advanceTimeBy(Duration.ofMillis(20)))
          .expectNextCount(1)
          .then(() -> time.advanceTimeBy(Duration.ofMillis(20)))
          .expectNextCount(1)
          .expectComplete()
          .verify(PATIENCE);
    }
  }

  @Test
  void theEngineBreaksWhereItWasToldTo() {
    try (SimEngine engine = SimEngine.open(SimOptions.of("sim").withFailureAfter(2))) {
      StepVerifier.create(engine.generate(request(new int[] {1, 2, 3}, 10)))
          .expectNextCount(2)
          .expectError(EngineFailedException.class)
          .verify(PATIENCE);
      assertThat(engine.load().running()).isZero();
    }
  }

  @Test
  void embeddingsAreUnitVectorsThatDependOnTheInput() {
    try (SimEngine engine = SimEngine.open(SimOptions.of("sim"))) {
      List<float[]> vectors =
          engine
              .embed(List.of(new int[] {1, 2}, new int[] {3}))
              .blockOptional(PATIENCE)
              .orElseThrow();

      assertThat(vectors).hasSize(2);
      assertThat(vectors.get(0)).isNotEqualTo(vectors.get(1));
      double norm = 0;
      for (float one : vectors.get(0)) {
        norm += one * one;
      }
      assertThat(norm).isBetween(0.999, 1.001);
    }
  }

  private static int[] chat(SimEngine engine, String question) {
    return engine.tokenizeChat(
        new ChatPrompt(List.of(Map.of("role", "user", "content", question)), null, true, Map.of()));
  }

  private static GenerationRequest request(int[] prompt, int maxTokens) {
    return new GenerationRequest(
        "test", prompt, maxTokens, 1, Sampling.greedy(), List.of(), -1, false, false);
  }

  private static List<TokenChunk> answer(SimEngine engine, int[] prompt, int maxTokens) {
    return engine
        .generate(request(prompt, maxTokens))
        .collectList()
        .blockOptional(PATIENCE)
        .orElseThrow();
  }

  private static String text(List<TokenChunk> chunks) {
    return chunks.stream().map(TokenChunk::text).collect(Collectors.joining());
  }
}
