package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a model file says of itself. */
public final class ModelMetadata {
  private final ModelFunctions functions;
  private final MemorySegment model;

  ModelMetadata(ModelFunctions functions, MemorySegment model) {
    this.functions = functions;
    this.model = model;
  }

  /** The value of a key as text; null if it is missing or an array. */
  public @Nullable String text(String key) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(key);
      int length = functions.meta.get(model, name, MemorySegment.NULL, 0);
      if (length < 0) {
        return null;
      }
      MemorySegment buffer = arena.allocate(length + 1L);
      functions.meta.get(model, name, buffer, length + 1L);
      byte[] bytes = new byte[length];
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** A whole number under a key of the model's architecture, {@code llama.pooling_type} say. */
  public OptionalInt architectureInt(String key) {
    String value = text(architecture() + "." + key);
    if (value == null || !value.matches("-?\\d{1,9}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(value));
  }

  /** The architecture's name in the file. */
  public String architecture() {
    String name = text("general.architecture");
    return name == null ? "unknown" : name;
  }

  /** The chat template's source; null if the model has none. */
  public @Nullable String chatTemplate() {
    return text("tokenizer.chat_template");
  }

  public int trainedContext() {
    return functions.trainedContext.get(model);
  }

  public int embeddingLength() {
    return functions.embeddingLength.get(model);
  }

  public int layers() {
    return functions.layers.get(model);
  }

  public long parameters() {
    return functions.parameters.get(model);
  }

  /** Bytes of the weights. */
  public long bytes() {
    return functions.bytes.get(model);
  }

  /** Whether the model only reads (BERT and the like) and writes no tokens. */
  public boolean isEncoderOnly() {
    return architecture().contains("bert")
        || "false".equals(text(architecture() + ".attention.causal"))
        || (functions.hasEncoder.get(model) && !functions.hasDecoder.get(model));
  }

  /** Whether it reads with an encoder before it writes (T5), or does not write left to right. */
  public boolean isSequenceToSequence() {
    return functions.hasEncoder.get(model) || functions.isDiffusion.get(model);
  }

  /**
   * Whether the state of a sequence is more than its cells, so that a tail cannot be cut off again.
   */
  public boolean isRecurrent() {
    return functions.isRecurrent.get(model) || functions.isHybrid.get(model);
  }

  /** Bytes that one token's keys and values take in half precision, over all layers. */
  public long cacheBytesPerToken() {
    int heads = Math.max(1, functions.heads.get(model));
    int keyValueHeads = Math.max(1, functions.keyValueHeads.get(model));
    int headLength = Math.max(1, embeddingLength() / heads);
    long keys = architectureInt("attention.key_length").orElse(headLength);
    long values = architectureInt("attention.value_length").orElse(headLength);
    return (keys + values) * keyValueHeads * layers() * Short.BYTES;
  }
}
