package dev.signalbox.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.store.toy.ToyModels;
import dev.signalbox.worker.api.ChatPrompt;
import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.api.TokenChunk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The engine on models whose next token depends on the whole prefix: sequences mixed up, a cache
 * entry too many or too few, a random state shared, and the text is another.
 */
class ToyPairTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int REQUESTS = 100;
  private static final int TOKENS = 24;

  @TempDir static Path directory;

  private static ToyModels models;

  @BeforeAll
  static void generate() throws IOException {
    models = ToyModels.write(directory);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 32})
  void aHundredRequestsAtOnceWriteWhatEachWritesAlone(int slots) {
    List<List<Integer>> alone = new ArrayList<>();
    try (Engine engine = open(models.small(), 1)) {
      for (int i = 0; i < REQUESTS; i++) {
        alone.add(ids(answer(engine, request(engine, i, TOKENS))));
      }
    }
    try (Engine engine = open(models.small(), slots)) {
      assertThat(together(engine, i -> request(engine, i, TOKENS))).isEqualTo(alone);
    }
    assertThat(alone).doesNotHaveDuplicates();
  }

  @Test
  void theLargeModelUnderLoadWritesWhatItWritesAlone() {
    try (Engine engine = open(models.large(), 8)) {
      List<List<Integer>> together = together(engine, i -> request(engine, i, TOKENS));

      for (int i = 0; i < REQUESTS; i++) {
        assertThat(ids(answer(engine, request(engine, i, TOKENS)))).isEqualTo(together.get(i));
      }
    }
  }

  @Test
  void requestsThatAreCancelledDisturbNoOther() {
    try (Engine engine = open(models.small(), 4)) {
      List<List<Integer>> alone =
          IntStream.range(0, REQUESTS)
              .mapToObj(i -> ids(answer(engine, request(engine, i, TOKENS))))
              .toList();

      List<List<Integer>> together =
          inParallel(i -> {
            Flux<TokenChunk> answer = engine.generate(request(engine, i, TOKENS));
            return (i % 2 == 0 ? answer : answer.take(1 + i % 20)).collectList();
          });

      for (int i = 0; i < REQUESTS; i += 2) {
        assertThat(together.get(i)).isEqualTo(alone.get(i));
      }
      for (int i = 1; i < REQUESTS; i += 2) {
        assertThat(alone.get(i)).startsWith(together.get(i).toArray(Integer[]::new));
      }
      assertThat(idle(engine)).isTrue();
    }
  }

  @Test
  void theSecondTurnReadsOnlyWhatIsNewAndWritesWhatAFreshEngineWrites() {
    List<Map<String, Object>> messages = new ArrayList<>();
    messages.add(message("user", "Tell me about the river and the old stone. ".repeat(40)));
    try (Engine engine = open(models.small(), 2);
        Engine fresh = open(models.small(), 2)) {
      int[] first = engine.tokenizeChat(chat(messages));
      List<TokenChunk> said = answer(engine, greedy(first, 1000));
      messages.add(message("assistant", text(said)));
      messages.add(message("user", "And then?"));
      int[] second = engine.tokenizeChat(chat(messages));

      List<TokenChunk> cached = answer(engine, greedy(second, TOKENS));

      int held = first.length + ids(said).size() - 1;
      assertThat(usage(said).cachedTokens()).isZero();
      assertThat(usage(cached).cachedTokens()).isBetween(held - 1, held + 1);
      assertThat(usage(cached).promptTokens()).isEqualTo(second.length);
      List<TokenChunk> anew = answer(fresh, greedy(second, TOKENS));
      assertThat(usage(anew).cachedTokens()).isZero();
      assertThat(ids(cached)).isEqualTo(ids(anew));
    }
  }

  @Test
  void aSharedBeginningIsTakenFromASlotThatStillRuns() {
    String opening = "The king of the long valley is tired and the road is narrow. ".repeat(20);
    try (Engine engine = open(models.small(), 4)) {
      List<List<Integer>> alone = new ArrayList<>();
      try (Engine other = open(models.small(), 1)) {
        for (int i = 0; i < 8; i++) {
          alone.add(ids(answer(other, shared(other, opening, i))));
          answer(other, request(other, i, 1)); // takes the only slot's cache away
        }
      }

      List<List<Integer>> together =
          Flux.range(0, 8)
              .flatMapSequential(
                  i -> engine.generate(shared(engine, opening, i)).collectList(), REQUESTS)
              .map(ToyPairTest::ids)
              .collectList()
              .blockOptional(PATIENCE)
              .orElseThrow();

      assertThat(together).isEqualTo(alone);
    }
  }

  @Test
  void answersEndByThemselvesAndAreLong() {
    try (Engine engine = open(models.small(), 4)) {
      for (int i = 0; i < 4; i++) {
        List<TokenChunk> chunks = answer(engine, request(engine, i, 1000));

        assertThat(chunks.getLast().finish()).isEqualTo(TokenChunk.FinishReason.STOP);
        assertThat(usage(chunks).completionTokens()).isGreaterThan(200);
      }
    }
  }

  @Test
  void anyTextIsReadAndWrittenBack() {
    try (Engine engine = open(models.small(), 1)) {
      String text = "Ünïcode 漢字 😀\tand the river, <|im_end|> too.\n";

      assertThat(engine.detokenize(engine.tokenize(text, false))).isEqualTo(text);
    }
  }

  @Test
  void theEmbedderPutsTextsWithTheSameWordsNearEachOther() {
    try (Engine engine = open(models.embedder(), 1)) {
      List<float[]> vectors =
          engine
              .embed(
                  Stream.of(
                          "the old bridge over the river",
                          "the old bridge near the river",
                          "every poet borrows another violin",
                          "the old bridge over the river")
                      .map(text -> engine.tokenize(text, true))
                      .toList())
              .blockOptional(PATIENCE)
              .orElseThrow();

      assertThat(vectors.get(3)).isEqualTo(vectors.get(0));
      assertThat(cosine(vectors.get(0), vectors.get(0))).isCloseTo(1, within(1e-5));
      assertThat(cosine(vectors.get(0), vectors.get(1)))
          .isBetween(cosine(vectors.get(0), vectors.get(2)) + 0.1, 0.999);
    }
  }

  /** Of vectors of unit length. */
  private static double cosine(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static GenerationRequest shared(Engine engine, String opening, int i) {
    int[] prompt = engine.tokenize(opening + "Number " + i + " is here.", true);
    return new GenerationRequest(
        "shared-" + i, prompt, TOKENS, 1, seeded(i), List.of(), -1, true, false);
  }

  /** A request of its own for each number: another prompt and another seed. */
  private static GenerationRequest request(Engine engine, int i, int tokens) {
    String question = "Question " + i + ": " + "why and ".repeat(i % 40) + "who?";
    int[] prompt = engine.tokenizeChat(chat(List.of(message("user", question))));
    return new GenerationRequest(
        "toy-" + i, prompt, tokens, 1, seeded(i), List.of(), -1, false, false);
  }

  private static GenerationRequest greedy(int[] prompt, int tokens) {
    return new GenerationRequest(
        "toy", prompt, tokens, 1, Sampling.greedy(), List.of(), -1, false, false);
  }

  private static Sampling seeded(int seed) {
    return new Sampling(1, 1, 0, 0, 1, 0, 0, 64, Map.of(), seed);
  }

  private static ChatPrompt chat(List<Map<String, Object>> messages) {
    return new ChatPrompt(messages, null, true, Map.of());
  }

  private static Map<String, Object> message(String role, String content) {
    return Map.of("role", role, "content", content);
  }

  private static List<List<Integer>> together(
      Engine engine, IntFunction<GenerationRequest> requests) {
    return inParallel(i -> engine.generate(requests.apply(i)).collectList());
  }

  private static List<List<Integer>> inParallel(IntFunction<Mono<List<TokenChunk>>> answers) {
    return Flux.range(0, REQUESTS)
        .flatMapSequential(answers::apply, REQUESTS)
        .map(ToyPairTest::ids)
        .collectList()
        .blockOptional(PATIENCE)
        .orElseThrow();
  }

  private static boolean idle(Engine engine) {
    return Objects.requireNonNull(
        Flux.interval(Duration.ofMillis(2))
            .map(tick -> engine.load().running() == 0 && engine.load().waiting() == 0)
            .filter(idle -> idle)
            .blockFirst(PATIENCE));
  }

  private static List<TokenChunk> answer(Engine engine, GenerationRequest request) {
    return engine.generate(request).collectList().blockOptional(PATIENCE).orElseThrow();
  }

  private static TokenChunk.Usage usage(List<TokenChunk> chunks) {
    return Objects.requireNonNull(chunks.getLast().usage());
  }

  private static String text(List<TokenChunk> chunks) {
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(chunk.text()));
    return text.toString();
  }

  private static List<Integer> ids(List<TokenChunk> chunks) {
    return chunks.stream().flatMap(chunk -> chunk.tokenIds().stream()).toList();
  }

  private static Engine open(Path model, int slots) {
    return LlamaEngine.open(
        new LlamaOptions(
            "toy", "toy", model, RealFiles.library(), Accelerator.CPU, 0, 2048, slots, 256, 1));
  }
}
