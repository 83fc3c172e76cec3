package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/** A loaded GGUF model: its weights and its metadata. Reading is safe from any thread. */
public final class NativeModel implements AutoCloseable {
  private static final long GPU_LAYERS = 16;
  private static final long LOAD_MODE = 24;
  private static final long VOCABULARY_ONLY = 72;

  /** Weights on the heap: mapping the file keeps it beside the repacked copy. */
  private static final int NO_MAP = 0;

  private final LlamaLibrary library;
  private final MemorySegment pointer;
  private final ModelMetadata metadata;
  private final NativeVocab vocab;
  private boolean closed;

  private NativeModel(LlamaLibrary library, MemorySegment pointer) {
    this.library = library;
    this.pointer = pointer;
    this.metadata = new ModelMetadata(library.models, pointer);
    this.vocab = new NativeVocab(library.vocabs, library.models.vocab.get(pointer));
  }

  /**
   * Loads the weights, which takes seconds for a large file.
   *
   * @param gpuLayers layers to offload, 0 for none
   * @throws LlamaException if the file is missing or no model that the library can run
   */
  public static NativeModel load(LlamaLibrary library, Path file, int gpuLayers) {
    return load(library, file, gpuLayers, false);
  }

  /** Loads what the file says and the vocabulary, but no weights: see {@link ModelOutline}. */
  static NativeModel outline(LlamaLibrary library, Path file) {
    return load(library, file, 0, true);
  }

  private static NativeModel load(
      LlamaLibrary library, Path file, int gpuLayers, boolean vocabularyOnly) {
    if (!Files.isRegularFile(file)) {
      throw new LlamaException("no model file %s (expected: a GGUF file)".formatted(file));
    }
    try (var arena = Arena.ofConfined()) {
      MemorySegment params = library.models.defaultParams.get(arena);
      params.set(ValueLayout.JAVA_INT, GPU_LAYERS, gpuLayers);
      params.set(ValueLayout.JAVA_INT, LOAD_MODE, NO_MAP);
      params.set(ValueLayout.JAVA_BOOLEAN, VOCABULARY_ONLY, vocabularyOnly);
      LlamaLog.takeError();
      MemorySegment model = library.models.load.load(arena.allocateFrom(file.toString()), params);
      if (model.equals(MemorySegment.NULL)) {
        throw new LlamaException(
            "llama.cpp %s cannot load %s: %s (expected: a whole GGUF file of a known architecture)"
                .formatted(LlamaLibrary.VERSION, file.getFileName(), LlamaLog.takeError()));
      }
      return new NativeModel(library, model);
    }
  }

  public ModelMetadata metadata() {
    return metadata;
  }

  public NativeVocab vocab() {
    return vocab;
  }

  LlamaLibrary library() {
    return library;
  }

  MemorySegment pointer() {
    return pointer;
  }

  /** Frees the weights. Contexts of the model must be closed before. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      library.models.free.free(pointer);
    }
  }
}
