package dev.signalbox.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.engine.sim.SimOptions;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker tells which tokens it would read. */
class TokenizeTest {
  private static final String MESSAGES =
      "\"messages\":[{\"role\":\"user\",\"content\":\"How many tokens is this?\"}]";
  private static WorkerUnderTest worker;

  @BeforeAll
  static void start() {
    worker = WorkerUnderTest.with(SimOptions.of("m"));
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void aConversationHasTheTokensThatItsAnswerCounts() {
    var counted = worker.post("/tokenize", "{\"model\":\"m\"," + MESSAGES + "}");
    var answered =
        worker.post("/v1/chat/completions", "{\"model\":\"m\",\"max_tokens\":1," + MESSAGES + "}");

    assertThat(json(counted).path("count").asInt())
        .isPositive()
        .isEqualTo(json(answered).at("/usage/prompt_tokens").asInt())
        .isEqualTo(json(counted).path("tokens").size());
    assertThat(json(counted).path("max_model_len").asInt()).isPositive();
  }

  @Test
  void aTextHasItsOwnTokens() {
    var counted = worker.post("/tokenize", "{\"model\":\"m\",\"prompt\":\"one two three\"}");

    assertThat(json(counted).path("count").asInt()).isPositive();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(worker.post("/tokenize", "{\"model\":\"m\"}").body())
        .contains("\"param\":\"prompt\"");
    assertThat(worker.post("/tokenize", "{\"model\":\"x\",\"prompt\":\"a\"}").statusCode())
        .isEqualTo(404);
    assertThat(
            worker
                .post(
                    "/tokenize",
                    "{\"model\":\"m\",\"tools\":[{\"type\":\"function\"}]," + MESSAGES + "}")
                .body())
        .contains("unsupported_feature");
  }
}
