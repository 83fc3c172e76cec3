package dev.signalbox.engine.llama;

import dev.signalbox.engine.llama.binding.ContextSettings;
import dev.signalbox.engine.llama.binding.LlamaException;
import dev.signalbox.engine.llama.binding.LlamaLibrary;
import dev.signalbox.engine.llama.binding.ModelMetadata;
import dev.signalbox.engine.llama.binding.ModelOutline;
import dev.signalbox.engine.llama.binding.NativeContext;
import dev.signalbox.engine.llama.binding.NativeModel;
import dev.signalbox.engine.llama.binding.NativeVocab;
import dev.signalbox.engine.llama.schedule.Scheduler;
import dev.signalbox.engine.llama.template.ChatTemplate;
import dev.signalbox.engine.llama.template.TemplateException;
import dev.signalbox.worker.api.EngineInfo;
import dev.signalbox.worker.api.EngineInfo.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model with the contexts that it can have: one that writes, one that embeds, or both. */
record LoadedModel(
    NativeModel model,
    EngineInfo info,
    PromptTokens prompts,
    @Nullable Scheduler scheduler,
    @Nullable Embedder embedder)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedModel.class);
  private static final int DEFAULT_CONTEXT = 8192;
  private static final int LARGEST_BATCH = 512;
  private static final int CELL_BLOCK = 256;

  static LoadedModel load(LlamaOptions options) {
    var library = LlamaLibrary.load(options.libraryDirectory());
    long fileBytes = size(options);
    var offload =
        Offload.choose(
            options,
            library.devices().list(),
            () -> sizeOnGpu(options, fileBytes, ModelOutline.read(library, options.modelFile())));
    if (!offload.onGpu()) {
      MemoryNeed.checkWeights(options.model(), fileBytes, FreeMemory.bytes());
    }
    var model = NativeModel.load(library, options.modelFile(), offload.layers());
    try {
      return open(options, model, offload);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private static LoadedModel open(LlamaOptions options, NativeModel model, Offload offload) {
    ModelMetadata metadata = model.metadata();
    boolean encoder = metadata.isEncoderOnly();
    if (metadata.isSequenceToSequence() && !encoder) {
      throw new LlamaException(
          "%s is a %s model; this engine runs models that write from left to right and encoders"
              .formatted(options.model(), metadata.architecture()));
    }
    int contextLength = contextLength(options, metadata);
    var prompts = new PromptTokens(model.vocab(), template(options, model), contextLength);
    int pooling = Embedder.pooling(metadata);
    Embedder embedder = pooling > 0 ? embedder(options, model, contextLength, pooling) : null;
    try {
      Scheduler scheduler =
          encoder ? null : scheduler(options, model, contextLength, offload.onGpu());
      EngineInfo info = info(options, model, contextLength, prompts, embedder, encoder, offload);
      LOG.info("{} is loaded: {}", options.model(), info);
      return new LoadedModel(model, info, prompts, scheduler, embedder);
    } catch (RuntimeException | Error e) {
      if (embedder != null) {
        embedder.close();
      }
      throw e;
    }
  }

  private static Offload.ModelSize sizeOnGpu(
      LlamaOptions options, long fileBytes, ModelOutline outline) {
    long cells = cells(Math.min(wantedContext(options), Math.max(1, outline.trainedContext())));
    long cache = options.slots() * cells * outline.cacheBytesPerToken();
    return new Offload.ModelSize(fileBytes + cache, outline.layers());
  }

  private static int wantedContext(LlamaOptions options) {
    return options.contextLength() > 0 ? options.contextLength() : DEFAULT_CONTEXT;
  }

  private static int cells(int contextLength) {
    return Math.ceilDiv(contextLength, CELL_BLOCK) * CELL_BLOCK;
  }

  private static int contextLength(LlamaOptions options, ModelMetadata metadata) {
    int trained = Math.max(1, metadata.trainedContext());
    int wanted = wantedContext(options);
    if (options.contextLength() > trained) {
      LOG.warn("context-length: {} (the model was trained for {}, which is used)", wanted, trained);
    }
    return Math.min(wanted, trained);
  }

  private static @Nullable ChatTemplate template(LlamaOptions options, NativeModel model) {
    String source = model.metadata().chatTemplate();
    if (source == null || source.isBlank()) {
      return null;
    }
    try {
      return ChatTemplate.of(
          source, model.vocab().beginOfSequence(), model.vocab().endOfSequence());
    } catch (TemplateException e) {
      throw new LlamaException(options.model() + ": " + e.getMessage(), e);
    }
  }

  private static Scheduler scheduler(
      LlamaOptions options, NativeModel model, int contextLength, boolean offload) {
    int cells = cells(contextLength);
    int slots = options.slots();
    if (!offload) {
      long needed = MemoryNeed.ofContext(model.metadata(), model.vocab().size(), slots, cells);
      MemoryNeed.checkContext(options.model(), needed, slots, cells, FreeMemory.bytes());
    }
    // The library cuts a batch to the context's cells, and a longer one would end the process.
    int batch = Math.min(LARGEST_BATCH, slots * cells);
    var context =
        new NativeContext(
            model,
            ContextSettings.generating(slots, cells, batch, options.threadsOrDefault(), offload));
    try {
      return new Scheduler(
          new NativeDecodeContext(model, context),
          contextLength,
          options.queueCapacity(),
          model.vocab().anyToken(),
          System::nanoTime);
    } catch (RuntimeException | Error e) {
      context.close();
      throw e;
    }
  }

  private static Embedder embedder(
      LlamaOptions options, NativeModel model, int contextLength, int pooling) {
    int cells = cells(contextLength);
    long needed = MemoryNeed.ofContext(model.metadata(), model.vocab().size(), 1, cells);
    MemoryNeed.checkContext(options.model(), needed, 1, cells, FreeMemory.bytes());
    return new Embedder(
        model,
        new ContextSettings(1, cells, cells, options.threadsOrDefault(), true, pooling, false),
        contextLength,
        options.queueCapacity());
  }

  private static EngineInfo info(
      LlamaOptions options,
      NativeModel model,
      int contextLength,
      PromptTokens prompts,
      @Nullable Embedder embedder,
      boolean encoder,
      Offload offload) {
    var features = EnumSet.of(Feature.TOKEN_IDS);
    if (!encoder) {
      features.add(Feature.COMPLETIONS);
      features.add(Feature.CONTINUATION);
      features.add(Feature.LOGPROBS);
      if (prompts.canChat()) {
        features.add(Feature.CHAT);
      }
    }
    if (embedder != null) {
      features.add(Feature.EMBEDDINGS);
    }
    ModelMetadata metadata = model.metadata();
    return new EngineInfo(
        options.model(),
        options.modelVersion(),
        contextLength,
        metadata.trainedContext(),
        model.vocab().size(),
        embedder == null ? 0 : metadata.embeddingLength(),
        metadata.parameters(),
        encoder ? 1 : options.slots(),
        options.queueCapacity(),
        offload.describe(metadata.layers()),
        features);
  }

  private static long size(LlamaOptions options) {
    try {
      return Files.size(options.modelFile());
    } catch (IOException e) {
      throw new LlamaException(
          "no model file %s (expected: a GGUF file)".formatted(options.modelFile()), e);
    }
  }

  NativeVocab vocab() {
    return model.vocab();
  }

  /** Ends what runs and frees everything, contexts before the weights. */
  @Override
  public void close() {
    if (scheduler != null) {
      scheduler.close();
    }
    if (embedder != null) {
      embedder.close();
    }
    model.close();
  }
}
