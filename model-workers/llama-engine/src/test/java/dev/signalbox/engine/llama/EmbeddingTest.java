package dev.signalbox.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.store.toy.ToyModels;
import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.api.EngineInfo.Feature;
import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.EngineRefusedException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** On the toy model with a pooling type written into its metadata, as embedding models have one. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HEADER = 24;
  private static final int COUNT_AT = 16;

  private @Nullable Engine opened;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    Path model = withMeanPooling(ToyModels.write(folder).small(), folder.resolve("embedder.gguf"));
    opened =
        LlamaEngine.open(
            new LlamaOptions(
                "embedder",
                "embedder",
                model,
                RealFiles.library(),
                Accelerator.CPU,
                0,
                512,
                2,
                64,
                1));
  }

  @AfterAll
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private Engine engine() {
    return Objects.requireNonNull(opened);
  }

  @Test
  void vectorsAreOfUnitLengthAndFollowTheInput() {
    int[] one = engine().tokenize("the station in the hills", true);
    int[] other = engine().tokenize("a small garden", true);

    List<float[]> vectors =
        Objects.requireNonNull(engine().embed(List.of(one, other, one)).block(PATIENCE));

    assertThat(engine().info().features()).contains(Feature.EMBEDDINGS);
    assertThat(vectors).hasSize(3);
    for (float[] vector : vectors) {
      assertThat(vector).hasSize(engine().info().embeddingLength());
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
    }
    assertThat(vectors.get(0)).containsExactly(vectors.get(2));
    assertThat(dot(vectors.get(0), vectors.get(1))).isLessThan(0.9999);
  }

  @Test
  void manyAtOnceGetTheVectorsOfEachAlone() {
    int[] input = engine().tokenize("the station in the hills", true);
    float[] alone =
        Objects.requireNonNull(engine().embed(List.of(input)).block(PATIENCE)).getFirst();

    StepVerifier.create(Flux.range(0, 32).flatMap(i -> engine().embed(List.of(input)), 32))
        .thenConsumeWhile(v -> Arrays.equals(v.getFirst(), alone))
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void cancellingLeavesTheEngineUsable() {
    int[] input = new int[400];
    List<Disposable> waiting =
        Flux.range(0, 32)
            .map(i -> engine().embed(List.of(input, input)).subscribe())
            .collectList()
            .blockOptional()
            .orElseThrow();

    waiting.forEach(Disposable::dispose);

    assertThat(engine().embed(List.of(input)).block(PATIENCE)).hasSize(1);
  }

  @Test
  void emptyAndTooLongInputsAreRefused() {
    refused(List.of(), Kind.INVALID_REQUEST);
    refused(List.of(new int[0]), Kind.INVALID_REQUEST);
    refused(List.of(new int[] {-1}), Kind.INVALID_REQUEST);
    refused(List.of(new int[513]), Kind.CONTEXT_LENGTH_EXCEEDED);
    assertThat(engine().embed(List.of(new int[512])).block(PATIENCE)).hasSize(1);
  }

  private void refused(List<int[]> inputs, Kind kind) {
    StepVerifier.create(engine().embed(inputs))
        .expectErrorSatisfies(e -> assertThat(((EngineRefusedException) e).kind()).isEqualTo(kind))
        .verify(PATIENCE);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** Puts two metadata entries of 64 bytes together first, so that the tensors stay aligned. */
  private static Path withMeanPooling(Path source, Path target) throws IOException {
    byte[] file = Files.readAllBytes(source);
    ByteBuffer out = ByteBuffer.allocate(file.length + 64).order(ByteOrder.LITTLE_ENDIAN);
    out.put(file, 0, HEADER);
    put(out, "gpt2.pooling_type").putInt(4).putInt(1);
    put(put(out, "pad").putInt(8), "8 bytes.");
    out.put(file, HEADER, file.length - HEADER);
    out.putLong(COUNT_AT, out.getLong(COUNT_AT) + 2);
    return Files.write(target, out.array());
  }

  private static ByteBuffer put(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return out.putLong(bytes.length).put(bytes);
  }
}
