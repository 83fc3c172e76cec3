package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.it.rig.ClientRig;
import dev.signalbox.it.rig.SharedRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official OpenAI client for Java against a running gateway. */
@ExtendWith(SharedRig.class)
class JavaClientIT {
  private final ClientRig rig;
  private final OpenAIClient client;

  JavaClientIT(ClientRig rig) {
    this.rig = rig;
    this.client = client(ClientRig.KEY);
  }

  @BeforeEach
  void allowEndlessStreams() {
    rig.endless("endless-java");
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void streamsTheSameAnswerAsItGetsAtOnce() {
    assertThat(streamed("Say something.", 1)).isNotBlank().isEqualTo(text("Say something.", 1));
  }

  @Test
  void getsEachOfManyStreamsWhole() throws Exception {
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String question = "Question " + i + "?";
      long seed = i;
      String alone = text(question, seed);
      all.add(() -> streamed(question, seed).equals(alone));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> equal : threads.invokeAll(all)) {
        assertThat(equal.get()).isTrue();
      }
    }
  }

  @Test
  void raisesItsOwnExceptions() {
    assertThatExceptionOfType(UnauthorizedException.class)
        .isThrownBy(() -> client.withOptions(o -> o.apiKey("sk-unknown")).models().list());
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> ask(params("no-such-model", "x").build()));
    assertThatExceptionOfType(BadRequestException.class)
        .isThrownBy(() -> ask(params(ClientRig.MODEL, "x").temperature(9.0).build()));
    assertThatExceptionOfType(RateLimitException.class)
        .isThrownBy(() -> ask(params(ClientRig.SCRIPTED, "[[kit:busy]]").build()))
        .satisfies(e -> assertThat(e.headers().values("retry-after")).containsExactly("7"));
    assertThatExceptionOfType(InternalServerException.class)
        .isThrownBy(() -> ask(params(ClientRig.FAILING, "[[kit:down]]").build()))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503));
  }

  @Test
  void seesThatAStreamBroke() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client
            .chat()
            .completions()
            .createStreaming(params(ClientRig.DYING, "[[kit:dies]]").build())) {
      assertThatThrownBy(() -> stream.stream().forEach(chunk -> {}))
          .isInstanceOf(OpenAIException.class);
    }
  }

  @Test
  void cancelReachesTheUpstream() throws InterruptedException {
    ChatCompletionCreateParams endless = params(ClientRig.SCRIPTED, "[[kit:endless-java]]").build();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(endless)) {
      assertThat(stream.stream().limit(3)).hasSize(3);
    }
    assertThat(rig.upstream().calls("endless-java").getLast().abandoned(Duration.ofSeconds(10)))
        .isPresent();
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(rig.gateway().base())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private String text(String question, long seed) {
    return ask(params(ClientRig.MODEL, question).seed(seed).build());
  }

  private String ask(ChatCompletionCreateParams params) {
    return client
        .chat()
        .completions()
        .create(params)
        .choices()
        .getFirst()
        .message()
        .content()
        .orElse("");
  }

  private String streamed(String question, long seed) {
    return stream(params(ClientRig.MODEL, question).seed(seed).build());
  }

  private String stream(ChatCompletionCreateParams params) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      return stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .map(choice -> choice.delta().content().orElse(""))
          .collect(Collectors.joining());
    }
  }

  private static ChatCompletionCreateParams.Builder params(String model, String question) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addUserMessage(question)
        .temperature(0.0)
        .maxCompletionTokens(24);
  }
}
