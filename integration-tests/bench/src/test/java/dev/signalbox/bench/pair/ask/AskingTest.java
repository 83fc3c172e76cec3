package dev.signalbox.bench.pair.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.bench.pair.answers.AnswerFile;
import dev.signalbox.bench.pair.answers.Cascaded;
import dev.signalbox.bench.pair.answers.Given;
import dev.signalbox.bench.pair.answers.Routed;
import dev.signalbox.bench.pair.answers.Settings;
import dev.signalbox.bench.pair.question.Question;
import dev.signalbox.conformance.client.Target;
import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of a gateway, and that nothing is asked twice. */
class AskingTest {
  private static final Settings SETTINGS = new Settings("s", "l", 64);
  private static final List<Question> QUESTIONS =
      IntStream.range(0, 3).mapToObj(i -> Question.of("q" + i, BigDecimal.ONE)).toList();

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private final List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
  private ScriptedUpstream gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = ScriptedUpstream.start(0);
    gateway.otherwise(this::answer);
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
  }

  @Test
  void everythingIsAskedOnceAndKept() throws Exception {
    try (AnswerFile file = AnswerFile.open(folder.resolve("record"))) {
      run(file);

      String id = QUESTIONS.getFirst().id();
      Given given = Objects.requireNonNull(file.given(id, SETTINGS.key("l")));
      assertThat(given.text()).isEqualTo("l says 1");
      assertThat(given.logprobs()).containsExactly(-0.5, 0.0);
      assertThat(given.promptTokens()).isEqualTo(7);
      assertThat(file.routed(id, SETTINGS.key())).isEqualTo(new Routed(0.25, "v"));
      assertThat(file.cascaded(id, SETTINGS.key()))
          .isEqualTo(new Cascaded("s", "s says 1", "stands", -0.1, null));
    }
    // Three answers of each expert, three decisions, one cascade.
    assertThat(asked).hasSize(10);
    assertThat(told).contains("s: 3 of 3 answers", "l: 3 of 3 answers");
    JsonNode request =
        asked.stream()
            .filter(one -> one.path("model").asString().equals("s"))
            .findAny()
            .orElseThrow();
    assertThat(request.path("logprobs").asBoolean()).isTrue();
    assertThat(request.path("temperature").asInt()).isZero();
    assertThat(request.path("max_tokens").asInt()).isEqualTo(64);
    assertThat(request.at("/messages/0/content").asString()).isEqualTo(Settings.INSTRUCTION);
    assertThat(request.at("/messages/1/content").asString()).startsWith("q");
  }

  @Test
  void runThatFailedGoesOnWhereItStopped() throws Exception {
    Path record = folder.resolve("record");
    gateway.otherwise(call ->
        call.body().contains("\"l\"") && call.body().contains("q1")
            ? Script.answer("503 Busy", "application/json", "{\"error\":{}}")
            : answer(call));
    try (AnswerFile file = AnswerFile.open(record)) {
      assertThatThrownBy(() -> run(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("status 503");
    }
    int before = asked.size();
    gateway.otherwise(this::answer);
    try (AnswerFile file = AnswerFile.open(record)) {
      assertThat(asking(file).isDone(1)).isFalse();
      run(file);
      assertThat(asking(file).isDone(1)).isTrue();
      assertThat(asking(file).isDone(2)).isFalse();
    }
    assertThat(before).isBetween(5, 9);
    assertThat(asked).hasSize(10);
  }

  @Test
  void answerOfAnotherExpertIsNone() throws Exception {
    gateway.otherwise(call -> answer("x", call.path()));
    try (AnswerFile file = AnswerFile.open(folder.resolve("record"))) {
      assertThatThrownBy(() -> asking(file).run(target(), 0, 2))
          .hasMessageContaining("by x")
          .hasMessageContaining("to answer");
    }
  }

  private void run(AnswerFile file) throws Exception {
    asking(file).run(target(), 1, 2);
  }

  private Asking asking(AnswerFile file) {
    return new Asking(
        file,
        SETTINGS,
        QUESTIONS,
        line -> {
          synchronized (told) {
            told.add(line);
          }
        });
  }

  private Target target() {
    return new Target("127.0.0.1", gateway.port(), "/v1", "auto", List.of());
  }

  private Script answer(Call call) {
    JsonNode request = JsonMapper.shared().readTree(call.body());
    asked.add(request);
    String model = request.path("model").asString();
    return answer(model.equals("auto") ? "s" : model, call.path());
  }

  private static Script answer(String expert, String path) {
    String body =
        path.endsWith("/route")
            ? "{\"difficulty\":0.25,\"router\":\"v\"}"
            : """
            {"choices":[{"message":{"content":"%s says 1"},"finish_reason":"stop",
             "logprobs":{"content":[{"logprob":-0.5},{"logprob":0.0}]}}],
             "usage":{"prompt_tokens":7,"completion_tokens":2,
             "signalbox":{"draft":{"verdict":"stands","threshold":-0.1}}}}
            """
                .formatted(expert);
    return Script.answer("200 OK\r\nx-signalbox-expert: " + expert, "application/json", body);
  }
}
