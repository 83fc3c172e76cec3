package dev.signalbox.engine.sim;

import dev.signalbox.worker.api.ChatPrompt;
import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.EngineInfo;
import dev.signalbox.worker.api.EngineLoad;
import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.TokenChunk;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * An engine that computes nothing: answers come from a script or from a hash of the whole prefix
 * and the seed, times from {@link SimOptions}. Its answers can be continued token-exactly.
 */
public final class SimEngine implements Engine {
  private static final int EMBEDDING_LENGTH = 32;

  private final SimOptions options;
  private final Scheduler scheduler;
  private final SlotLine line;
  private final SimScript script;
  private final EngineInfo info;
  private final Sinks.Empty<Void> closed = Sinks.empty();
  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder completionTokens = new LongAdder();

  private SimEngine(SimOptions options, Scheduler scheduler) {
    this.options = options;
    this.scheduler = scheduler;
    this.line = new SlotLine(options.slots(), options.queueCapacity());
    this.script = new SimScript(options.script());
    this.info =
        new EngineInfo(
            options.model(),
            "sim:" + options.model() + ":" + options.seed(),
            options.contextLength(),
            options.contextLength(),
            SimVocabulary.size(),
            EMBEDDING_LENGTH,
            0,
            options.slots(),
            options.queueCapacity(),
            "simulated",
            EnumSet.allOf(EngineInfo.Feature.class));
  }

  /** Opens an engine with two threads of its own. */
  public static SimEngine open(SimOptions options) {
    return open(options, Schedulers.newParallel("sim-engine", 2, true));
  }

  /**
   * Opens an engine on the given scheduler.
   *
   * @param scheduler keeps the time, too; disposed of by {@link #close()}
   */
  public static SimEngine open(SimOptions options, Scheduler scheduler) {
    return new SimEngine(options, scheduler);
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public int[] tokenizeChat(ChatPrompt prompt) {
    return SimTemplate.render(prompt);
  }

  @Override
  public int[] tokenize(String text, boolean addBos) {
    int[] tokens = SimVocabulary.tokenize(text);
    if (!addBos) {
      return tokens;
    }
    int[] whole = new int[tokens.length + 1];
    whole[0] = SimVocabulary.BEGIN;
    System.arraycopy(tokens, 0, whole, 1, tokens.length);
    return whole;
  }

  @Override
  public String detokenize(int[] tokens) {
    return SimVocabulary.detokenize(tokens);
  }

  @Override
  public Flux<TokenChunk> generate(GenerationRequest request) {
    return Flux.usingWhen(
            // Nothing stands between the line and its user that could lose a slot to a cancel.
            Mono.defer(() -> {
              check(request);
              return line.acquire();
            }),
            slot -> run(request),
            slot -> Mono.fromRunnable(slot::release))
        .takeUntilOther(closed.asMono());
  }

  @Override
  public Mono<List<float[]>> embed(List<int[]> inputs) {
    return Mono.usingWhen(
            line.acquire(),
            slot ->
                Mono.fromCallable(
                        () -> inputs.stream().map(in -> SimEmbedding.of(in, EMBEDDING_LENGTH)))
                    .map(vectors -> vectors.toList())
                    .subscribeOn(scheduler),
            slot -> Mono.fromRunnable(slot::release))
        .takeUntilOther(closed.asMono());
  }

  @Override
  public EngineLoad load() {
    return new EngineLoad(
        line.running(), line.waiting(), 0, promptTokens.sum(), completionTokens.sum());
  }

  @Override
  public void close() {
    closed.tryEmitError(new EngineFailedException("the engine was closed", null));
    scheduler.dispose();
  }

  private Flux<TokenChunk> run(GenerationRequest request) {
    promptTokens.add(request.prompt().length);
    Flux<TokenChunk> chunks =
        Flux.generate(
            () -> new SimAnswer(request, options, script),
            (answer, sink) -> {
              completionTokens.increment();
              return answer.next(sink);
            });
    if (options.firstToken().plus(options.perPromptToken()).plus(options.perToken()).isZero()) {
      return chunks.subscribeOn(scheduler);
    }
    return chunks
        .index()
        .concatMap(
            numbered ->
                Mono.just(numbered.getT2())
                    .delayElement(SimAnswer.delay(options, request, numbered.getT1()), scheduler),
            1)
        .subscribeOn(scheduler);
  }

  private void check(GenerationRequest request) {
    int length = request.prompt().length;
    if (length == 0) {
      throw new EngineRefusedException(
          EngineRefusedException.Kind.INVALID_REQUEST, "the prompt holds no token");
    }
    if (length >= options.contextLength()) {
      throw new EngineRefusedException(
          EngineRefusedException.Kind.CONTEXT_LENGTH_EXCEEDED,
          "the prompt has %d tokens, the context holds %d"
              .formatted(length, options.contextLength()));
    }
    for (int token : request.prompt()) {
      SimVocabulary.checked(token);
    }
    request.sampling().logitBias().keySet().forEach(SimVocabulary::checked);
  }
}
