package dev.signalbox.router.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.signalbox.router.core.difficulty.tenant.SentenceEmbedding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * bge-small-en-v1.5 (8-bit, 384 numbers) by ONNX Runtime, with the weights inside langchain4j's
 * jar. About ten milliseconds a sentence and core; of a long text only its beginning is read.
 *
 * <p>The session is our own: langchain4j's lets each text use every core, whose threads then wait
 * for one another. One thread a text, and the texts side by side, is several times faster.
 */
public final class BgeSmallEmbedding implements SentenceEmbedding, AutoCloseable {
  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

  /** Characters that are looked at of a text. */
  private static final int READ = 900;

  /** Tokens that are read of a text; the cost rises with them. */
  private static final String TOKENS = "128";

  private final Executor executor;
  private final OrtEnvironment environment = NativeLibraries.environment();
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  /**
   * Loads the model (about half a second).
   *
   * @param executor runs the texts of one call side by side
   */
  public BgeSmallEmbedding(Executor executor) {
    this.executor = executor;
    try (InputStream model = resource(MODEL);
        InputStream words = resource(TOKENIZER);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      this.session = environment.createSession(model.readAllBytes(), options);
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(
              words, Map.of("padding", "false", "truncation", "true", "maxLength", TOKENS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model does not load: " + e.getMessage(), e);
    }
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<CompletableFuture<float[]>> running = new ArrayList<>(texts.size());
    for (String text : texts) {
      running.add(CompletableFuture.supplyAsync(() -> embed(readable(text)), executor));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public String name() {
    return "bge-small-en-v1.5-q";
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model does not close", e);
    }
  }

  private float[] embed(String text) {
    Encoding encoding = tokenizer.encode(text);
    try (OnnxTensor ids = tensor(encoding.getIds());
        OnnxTensor mask = tensor(encoding.getAttentionMask());
        OnnxTensor types = tensor(encoding.getTypeIds());
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      float[][][] states = (float[][][]) result.get(0).getValue();
      return scaled(states[0][0]);
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model fails: " + e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  /** The first token's state, which stands for the sentence, at length 1. */
  private static float[] scaled(float[] state) {
    double square = 0;
    for (float value : state) {
      square += value * value;
    }
    float[] vector = new float[state.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (state[i] / Math.sqrt(square));
    }
    return vector;
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

  private static InputStream resource(String name) {
    InputStream in = BgeSmallEnV15QuantizedEmbeddingModel.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(
          "the embedding model " + name + " is missing from this build");
    }
    return in;
  }
}
