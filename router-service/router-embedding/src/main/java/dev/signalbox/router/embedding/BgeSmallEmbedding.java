package dev.signalbox.router.embedding;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * bge-small-en-v1.5 (8-bit, 384 numbers) by ONNX Runtime, with the weights inside the jar. About
 * ten milliseconds a sentence and core; of a long text only its beginning is read.
 */
public final class BgeSmallEmbedding implements SentenceEmbedding {
  /** Characters that are read of a text: about 200 tokens. */
  private static final int READ = 900;

  private final EmbeddingModel model;

  /**
   * Loads the model (about half a second).
   *
   * @param executor runs the texts of one call side by side
   */
  public BgeSmallEmbedding(Executor executor) {
    this.model = new BgeSmallEnV15QuantizedEmbeddingModel(executor);
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<TextSegment> segments = new ArrayList<>();
    for (String text : texts) {
      segments.add(TextSegment.from(readable(text)));
    }
    List<float[]> vectors = new ArrayList<>();
    model.embedAll(segments).content().forEach(embedding -> vectors.add(embedding.vector()));
    return vectors;
  }

  @Override
  public String name() {
    return "bge-small-en-v1.5-q";
  }

  /** The beginning of a text with unpaired surrogates replaced; a full stop where there is none. */
  private static String readable(String text) {
    StringBuilder out = new StringBuilder(Math.min(READ, text.length()));
    text.codePoints()
        .limit(READ)
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.toString().isBlank() ? "." : out.toString();
  }
}
