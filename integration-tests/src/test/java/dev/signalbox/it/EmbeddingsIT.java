package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.signalbox.it.process.Checkout;
import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.fetch.PullProgress;
import dev.signalbox.store.toy.ToyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Embeddings by the real engine, through the gateway, to the official client. */
class EmbeddingsIT {
  private static final String MODEL = "toy-embed";
  private static final String WRITER = "toy-small";
  private static Server worker;
  private static Server writer;
  private static Server gateway;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws IOException {
    ModelStore store = ModelStore.open(StoreHome.ofThisProcess(), System.getenv());
    Path libraries = store.engine("cpu", PullProgress.SILENT);
    ToyModels toys = ToyModels.write(Checkout.leavings().resolve("embeddings"));
    worker = Worker.llama(MODEL, toys.embedder(), libraries).start();
    writer = Worker.llama(WRITER, toys.small(), libraries).start();
    gateway = Gateway.create().small(worker.where(MODEL)).large(writer.where(WRITER)).start();
    client =
        OpenAIOkHttpClient.builder().baseUrl(gateway.base()).apiKey("none").maxRetries(0).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
    writer.close();
    worker.close();
  }

  @Test
  void oneVectorForEachTextInOrder() {
    List<String> texts = List.of("the quiet river", "a garden in the city", "the quiet river");

    CreateEmbeddingResponse answer = embed(texts);

    assertThat(answer.data()).extracting(Embedding::index).containsExactly(0L, 1L, 2L);
    assertThat(answer.data().get(0).embedding())
        .hasSizeGreaterThan(16)
        .isEqualTo(answer.data().get(2).embedding())
        .isNotEqualTo(answer.data().get(1).embedding());
    assertThat(answer.usage().promptTokens()).isPositive();
  }

  @Test
  void textsThatShareWordsLieNearer() {
    List<Embedding> vectors =
        embed(List.of("the old stone bridge", "the old stone house", "many birds sing today"))
            .data();

    assertThat(cosine(vectors.get(0), vectors.get(1)))
        .isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.1);
  }

  @Test
  void aModelThatOnlyWritesIsRefused() {
    assertThatExceptionOfType(BadRequestException.class)
        .isThrownBy(() -> embed("large", List.of("the quiet river")))
        .satisfies(e -> assertThat(e.code()).contains("unsupported_feature"));
  }

  private static CreateEmbeddingResponse embed(List<String> texts) {
    return embed("small", texts);
  }

  private static CreateEmbeddingResponse embed(String model, List<String> texts) {
    return client
        .embeddings()
        .create(EmbeddingCreateParams.builder().model(model).inputOfArrayOfStrings(texts).build());
  }

  private static double cosine(Embedding a, Embedding b) {
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int i = 0; i < a.embedding().size(); i++) {
      double x = a.embedding().get(i);
      double y = b.embedding().get(i);
      product += x * y;
      squaresOfA += x * x;
      squaresOfB += y * y;
    }
    return product / Math.sqrt(squaresOfA * squaresOfB);
  }
}
