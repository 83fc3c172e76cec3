package dev.signalbox.engine.llama;

import dev.signalbox.engine.llama.binding.LlamaException;
import dev.signalbox.engine.llama.schedule.Scheduler;
import dev.signalbox.engine.llama.text.AnswerText;
import dev.signalbox.worker.api.ChatPrompt;
import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.EngineInfo;
import dev.signalbox.worker.api.EngineLoad;
import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.EngineRefusedException.Kind;
import dev.signalbox.worker.api.GenerationRequest;
import dev.signalbox.worker.api.TokenChunk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A GGUF model by llama.cpp in this process. One thread steps all requests; readers are served on
 * another scheduler and never on it.
 */
public final class LlamaEngine implements Engine {
  /** Chunks of one request that may be written ahead of its reader. */
  private static final int WRITTEN_AHEAD = 32;

  private final LoadedModel loaded;
  private final EngineInfo info;
  private final PromptTokens prompts;
  private final RequestCheck check;
  private final @Nullable Scheduler scheduler;
  private final @Nullable Embedder embedder;
  private boolean closed;

  private LlamaEngine(LoadedModel loaded) {
    this.loaded = loaded;
    this.info = loaded.info();
    this.prompts = loaded.prompts();
    this.check = new RequestCheck(info.vocabularySize(), info.contextLength());
    this.scheduler = loaded.scheduler();
    this.embedder = loaded.embedder();
  }

  /**
   * Loads the library and the model, makes the context and measures it; takes seconds.
   *
   * @throws LlamaException if something is missing, does not fit in memory or is beyond this
   *     engine; the message says what to do
   */
  public static Engine open(LlamaOptions options) {
    return new LlamaEngine(LoadedModel.load(options));
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public int[] tokenizeChat(ChatPrompt prompt) {
    return prompts.ofChat(prompt);
  }

  @Override
  public int[] tokenize(String text, boolean addBos) {
    return prompts.ofText(text, addBos);
  }

  @Override
  public String detokenize(int[] tokens) {
    check.tokens("tokens", tokens);
    var text = new AnswerText(List.of());
    var all = new StringBuilder();
    for (int token : tokens) {
      if (!loaded.vocab().isControl(token)) {
        all.append(text.add(loaded.vocab().piece(token)));
      }
    }
    return all.append(text.end()).toString();
  }

  @Override
  public Flux<TokenChunk> generate(GenerationRequest request) {
    return Flux.<TokenChunk>create(sink -> start(request, sink), OverflowStrategy.ERROR)
        .publishOn(Schedulers.parallel(), false, WRITTEN_AHEAD);
  }

  private void start(GenerationRequest request, FluxSink<TokenChunk> sink) {
    try {
      if (scheduler == null) {
        throw new EngineRefusedException(
            Kind.UNSUPPORTED_FEATURE, "this model turns text into vectors and writes none");
      }
      check.check(request);
      Runnable cancel = scheduler.submit(request, new FluxAnswer(sink));
      sink.onRequest(more -> scheduler.wake());
      sink.onCancel(cancel::run);
    } catch (RuntimeException e) {
      sink.error(e);
    }
  }

  @Override
  public Mono<List<float[]>> embed(List<int[]> inputs) {
    if (embedder == null) {
      return Mono.error(() ->
          new EngineRefusedException(
              Kind.UNSUPPORTED_FEATURE,
              "this model was not made for embeddings; ask one that was"));
    }
    return embedder.embed(inputs);
  }

  @Override
  public EngineLoad load() {
    EngineLoad writing = scheduler == null ? new EngineLoad(0, 0, 0, 0, 0) : scheduler.load();
    int embedding = embedder == null ? 0 : embedder.pending();
    return new EngineLoad(
        writing.running() + Math.min(1, embedding),
        writing.waiting() + Math.max(0, embedding - 1),
        writing.cachedTokens(),
        writing.promptTokensTotal(),
        writing.completionTokensTotal());
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      loaded.close();
    }
  }
}
