package dev.signalbox.router.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BgeSmallEmbeddingTest {
  private final BgeSmallEmbedding embedding = new BgeSmallEmbedding(Runnable::run);

  @AfterEach
  void close() {
    embedding.close();
  }

  @Test
  void likeMeaningsAreNearer() {
    List<float[]> v =
        embedding.embed(
            List.of("How do plants make sugar?", "What is photosynthesis?", "Who owns this car?"));
    assertThat(product(v.get(0), v.get(1))).isGreaterThan(product(v.get(0), v.get(2)));
  }

  @Test
  void everyTextHasAVectorOfLengthOne() {
    List<float[]> vectors =
        embedding.embed(List.of("", "  ", "\ud800", "x".repeat(1_000_000), "good day"));
    assertThat(vectors).hasSize(5);
    assertThat(vectors).allSatisfy(v -> assertThat(product(v, v)).isCloseTo(1, within(1e-3)));
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
