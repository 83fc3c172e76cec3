package dev.signalbox.worker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.api.TokenChunk.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/**
 * What every {@link Engine} keeps. A subclass says how one is opened; its model must write at least
 * 40 tokens when end-of-generation tokens are ignored.
 */
public abstract class EngineContractKit {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FOREVER = 100_000;

  private final List<Engine> opened = new ArrayList<>();

  /** Opens an engine with so many slots and places in its waiting line. Closed by the kit. */
  protected abstract Engine open(int slots, int queueCapacity);

  @AfterEach
  void closeAll() {
    opened.forEach(Engine::close);
  }

  @Test
  void anAnswerEndsWithOneFinishReasonAndTheUsage() {
    Engine engine = engine(1, 0);
    int[] prompt = prompt(engine);

    List<TokenChunk> chunks = answer(engine, request(prompt, 8, Sampling.greedy()));

    assertThat(chunks.stream().filter(chunk -> chunk.finish() != null)).hasSize(1);
    assertThat(chunks.getLast().finish()).isEqualTo(FinishReason.LENGTH);
    TokenChunk.Usage usage = usage(chunks);
    assertThat(usage.promptTokens()).isEqualTo(prompt.length);
    assertThat(usage.completionTokens()).isEqualTo(8).isEqualTo(ids(chunks).length);
    assertThat(chunks.stream().limit(chunks.size() - 1)).allMatch(chunk -> chunk.usage() == null);
  }

  @Test
  void theTextIsThatOfTheTokens() {
    Engine engine = engine(1, 0);

    List<TokenChunk> chunks = answer(engine, request(prompt(engine), 24, Sampling.greedy()));

    assertThat(text(chunks)).isEqualTo(engine.detokenize(ids(chunks)));
  }

  @Test
  void theSameSeedWritesTheSameAndAnotherSeedSomethingElse() {
    Engine engine = engine(2, 0);
    int[] prompt = prompt(engine);

    int[] first = ids(answer(engine, request(prompt, 24, seeded(7))));

    assertThat(ids(answer(engine, request(prompt, 24, seeded(7))))).isEqualTo(first);
    assertThat(ids(answer(engine, request(prompt, 24, seeded(8))))).isNotEqualTo(first);
  }

  @Test
  void anAnswerContinuedFromItsTokensGoesOnAsUndisturbed() {
    Engine engine = engine(1, 0);
    int[] prompt = prompt(engine);
    int[] whole = ids(answer(engine, request(prompt, 24, Sampling.greedy())));
    int[] begun = joined(prompt, whole, 10);

    int[] rest = ids(answer(engine, request(begun, 14, Sampling.greedy())));

    assertThat(joined(begun, rest, rest.length)).isEqualTo(joined(prompt, whole, 24));
  }

  @Test
  void anAnswerGoesOnElsewhereWithItsPenaltiesAndStopTexts() {
    Engine engine = engine(1, 0);
    int[] prompt = prompt(engine);
    Sampling sampling = new Sampling(0.9, 1, 0, 0, 1, 0.9, 0.7, 64, Map.of(), 5);
    String free = text(answer(engine, begun(prompt, 0, 24, sampling, List.of())));
    int late = free.offsetByCodePoints(0, free.codePointCount(0, free.length()) * 3 / 4);
    List<String> stop = List.of(free.substring(late, Math.min(free.length(), late + 6)));
    List<TokenChunk> whole = answer(engine, begun(prompt, 0, 24, sampling, stop));
    int[] ids = ids(whole);

    for (int cut = 1; cut < ids.length; cut++) {
      int[] joined = joined(prompt, ids, cut);

      List<TokenChunk> rest = answer(engine, begun(joined, cut, 24 - cut, sampling, stop));

      assertThat(ids(rest)).as("cut at %d", cut).containsExactly(from(ids, cut));
      assertThat(text(whole.subList(0, cut)) + text(rest)).isEqualTo(text(whole));
      assertThat(rest.getLast().finish()).isEqualTo(FinishReason.STOP);
    }
  }

  private static GenerationRequest begun(
      int[] prompt, int answered, int maxTokens, Sampling sampling, List<String> stop) {
    return new GenerationRequest(
        "kit", prompt, maxTokens, 1, sampling, stop, -1, true, true, answered);
  }

  private static int[] from(int[] ids, int first) {
    return Arrays.copyOfRange(ids, first, ids.length);
  }

  @Test
  void aStopTextEndsTheAnswerAndIsNotPartOfIt() {
    Engine engine = engine(1, 0);
    int[] prompt = prompt(engine);
    String whole = text(answer(engine, request(prompt, 30, Sampling.greedy())));
    int middle = whole.offsetByCodePoints(whole.length() / 2, 0);
    String stop = whole.substring(middle, Math.min(whole.length(), middle + 6));

    List<TokenChunk> chunks =
        answer(
            engine,
            new GenerationRequest(
                "stop", prompt, 30, 1, Sampling.greedy(), List.of(stop), -1, true, false));

    assertThat(text(chunks)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(chunks.getLast().finish()).isEqualTo(FinishReason.STOP);
    assertThat(chunks.getLast().stopText()).isEqualTo(stop);
  }

  @Test
  void severalChoicesEachEndOnce() {
    Engine engine = engine(2, 4);

    List<TokenChunk> chunks =
        answer(
            engine,
            new GenerationRequest(
                "three", prompt(engine), 6, 3, seeded(1), List.of(), -1, true, false));

    for (int choice = 0; choice < 3; choice++) {
      int index = choice;
      List<TokenChunk> own = chunks.stream().filter(chunk -> chunk.choice() == index).toList();
      assertThat(ids(own)).hasSize(6);
      assertThat(own.getLast().finish()).isEqualTo(FinishReason.LENGTH);
    }
    TokenChunk.Usage usage = usage(chunks);
    assertThat(usage.completionTokens()).isEqualTo(18);
  }

  @Test
  void logProbabilitiesComeOneForEachTokenWithTheLikeliestBeside() {
    Engine engine = engine(1, 0);

    List<TokenChunk> chunks =
        answer(
            engine,
            new GenerationRequest(
                "logprobs", prompt(engine), 6, 1, Sampling.greedy(), List.of(), 3, true, false));

    for (TokenChunk chunk : chunks) {
      assertThat(chunk.logprobs().stream().map(TokenLogprob::tokenId))
          .containsExactlyElementsOf(chunk.tokenIds());
      for (TokenLogprob one : chunk.logprobs()) {
        assertThat(one.logprob()).isLessThanOrEqualTo(1e-6);
        assertThat(one.top()).hasSize(3);
        assertThat(one.top().getFirst().tokenId()).isEqualTo(one.tokenId());
        assertThat(one.top())
            .isSortedAccordingTo((a, b) -> Double.compare(b.logprob(), a.logprob()));
      }
    }
  }

  @Test
  void aBiasForbidsAToken() {
    Engine engine = engine(1, 0);
    int[] prompt = prompt(engine);
    int likely = ids(answer(engine, request(prompt, 1, Sampling.greedy())))[0];
    Sampling biased = new Sampling(0, 1, 0, 0, 1, 0, 0, 64, Map.of(likely, -100.0), 0);

    assertThat(ids(answer(engine, request(prompt, 1, biased)))[0]).isNotEqualTo(likely);
  }

  @Test
  void withoutDemandNothingComesAndTheSlotIsHeld() {
    Engine engine = engine(1, 0);
    List<TokenChunk> seen = new ArrayList<>();
    BaseSubscriber<TokenChunk> subscriber = paused(seen);
    engine.generate(request(prompt(engine), FOREVER, Sampling.greedy())).subscribe(subscriber);

    eventually(engine, load -> load.running() == 1);
    assertThat(seen).isEmpty();
    subscriber.cancel();
    eventually(engine, load -> load.running() == 0);
  }

  @Test
  void cancellingARunningRequestFreesItsSlot() {
    Engine engine = engine(1, 0);

    for (int i = 0; i < 20; i++) {
      assertThat(
              engine
                  .generate(request(prompt(engine), FOREVER, Sampling.greedy()))
                  .take(1)
                  .collectList()
                  .block(PATIENCE))
          .hasSize(1);
      eventually(engine, load -> load.running() == 0 && load.waiting() == 0);
    }
  }

  @Test
  void cancellingAWaitingRequestFreesItsPlace() {
    Engine engine = engine(1, 1);
    Disposable running = busy(engine);
    eventually(engine, load -> load.running() == 1);

    for (int i = 0; i < 20; i++) {
      Disposable waiting = busy(engine);
      eventually(engine, load -> load.waiting() == 1);
      waiting.dispose();
      eventually(engine, load -> load.waiting() == 0);
    }
    running.dispose();
    eventually(engine, load -> load.running() == 0);
    assertThat(answer(engine, request(prompt(engine), 2, Sampling.greedy()))).isNotEmpty();
  }

  @Test
  void aFullWaitingLineRefusesAndSaysWhenToTryAgain() {
    Engine engine = engine(1, 1);
    Disposable first = busy(engine);
    eventually(engine, load -> load.running() == 1);
    Disposable second = busy(engine);
    eventually(engine, load -> load.waiting() == 1);

    StepVerifier.create(engine.generate(request(prompt(engine), 2, Sampling.greedy())))
        .expectErrorSatisfies(error -> {
          EngineRefusedException refused = refused(error, EngineRefusedException.Kind.QUEUE_FULL);
          assertThat(refused.retryAfter()).isPositive();
        })
        .verify(PATIENCE);
    second.dispose();
    first.dispose();
    eventually(engine, load -> load.running() == 0 && load.waiting() == 0);
  }

  @Test
  void aPromptThatFillsTheContextIsRefusedWithBothNumbers() {
    Engine engine = engine(1, 0);
    int context = engine.info().contextLength();
    int[] prompt = new int[context];
    Arrays.fill(prompt, prompt(engine)[0]);

    StepVerifier.create(engine.generate(request(prompt, 2, Sampling.greedy())))
        .expectErrorSatisfies(error ->
            assertThat(refused(error, EngineRefusedException.Kind.CONTEXT_LENGTH_EXCEEDED))
                .hasMessageContaining(Integer.toString(context)))
        .verify(PATIENCE);
  }

  @Test
  void idsOutsideTheVocabularyAreRefused() {
    Engine engine = engine(1, 0);
    int[] prompt = {engine.info().vocabularySize()};

    StepVerifier.create(engine.generate(request(prompt, 2, Sampling.greedy())))
        .expectErrorSatisfies(error -> refused(error, EngineRefusedException.Kind.INVALID_REQUEST))
        .verify(PATIENCE);
  }

  @Test
  void anEmptyPromptIsRefused() {
    Engine engine = engine(1, 0);

    StepVerifier.create(engine.generate(request(new int[0], 2, Sampling.greedy())))
        .expectErrorSatisfies(error -> refused(error, EngineRefusedException.Kind.INVALID_REQUEST))
        .verify(PATIENCE);
  }

  @Test
  void closingFailsWhatRunsAndWhatWaits() {
    Engine engine = engine(1, 1);
    StepVerifier running =
        StepVerifier.create(engine.generate(request(prompt(engine), FOREVER, Sampling.greedy())), 1)
            .expectNextCount(1)
            .then(engine::close)
            .expectError(EngineFailedException.class)
            .verifyLater();
    running.verify(PATIENCE);

    engine.close();
  }

  private Engine engine(int slots, int queueCapacity) {
    Engine engine = open(slots, queueCapacity);
    opened.add(engine);
    return engine;
  }

  private static Disposable busy(Engine engine) {
    BaseSubscriber<TokenChunk> subscriber = paused(new ArrayList<>());
    engine.generate(request(prompt(engine), FOREVER, Sampling.greedy())).subscribe(subscriber);
    return subscriber;
  }

  private static BaseSubscriber<TokenChunk> paused(List<TokenChunk> seen) {
    return new BaseSubscriber<>() {
      @Override
      protected void hookOnSubscribe(Subscription subscription) {
        // Asks for nothing.
      }

      @Override
      protected void hookOnNext(TokenChunk chunk) {
        seen.add(chunk);
      }
    };
  }

  private static int[] prompt(Engine engine) {
    return engine.tokenize("Once upon a time there was a small station in the hills.", true);
  }

  private static GenerationRequest request(int[] prompt, int maxTokens, Sampling sampling) {
    return new GenerationRequest("kit", prompt, maxTokens, 1, sampling, List.of(), -1, true, false);
  }

  private static Sampling seeded(long seed) {
    return new Sampling(1, 1, 0, 0, 1, 0, 0, 64, Map.of(), seed);
  }

  private static List<TokenChunk> answer(Engine engine, GenerationRequest request) {
    return engine.generate(request).collectList().blockOptional(PATIENCE).orElseThrow();
  }

  private static TokenChunk.Usage usage(List<TokenChunk> chunks) {
    return Optional.ofNullable(chunks.getLast().usage()).orElseThrow();
  }

  private static String text(List<TokenChunk> chunks) {
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(chunk.text()));
    return text.toString();
  }

  private static int[] ids(List<TokenChunk> chunks) {
    return chunks.stream()
        .flatMap(chunk -> chunk.tokenIds().stream())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] joined(int[] prompt, int[] written, int count) {
    int[] joined = Arrays.copyOf(prompt, prompt.length + count);
    System.arraycopy(written, 0, joined, prompt.length, count);
    return joined;
  }

  private static EngineRefusedException refused(Throwable error, EngineRefusedException.Kind kind) {
    assertThat(error).isInstanceOf(EngineRefusedException.class);
    EngineRefusedException refused = (EngineRefusedException) error;
    assertThat(refused.kind()).isEqualTo(kind);
    return refused;
  }

  /** Waits until the engine's load is as wished; fails if it never is. */
  private static void eventually(Engine engine, Predicate<EngineLoad> wish) {
    Flux.interval(Duration.ZERO, Duration.ofMillis(2))
        .map(tick -> engine.load())
        .filter(wish)
        .blockFirst(PATIENCE);
  }
}
