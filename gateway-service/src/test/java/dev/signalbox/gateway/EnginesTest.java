package dev.signalbox.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * vLLM, SGLang and llama-server as upstreams, each with answers of its own shape: more fields than
 * the API has, members in another order, numbers for error codes.
 */
class EnginesTest extends GatewayTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final Tokens COUNTED = new Tokens(12, 4, 3);

  private final WireMockServer engine = new WireMockServer(options().dynamicPort());

  @BeforeAll
  void startEngine() {
    engine.start();
  }

  @AfterAll
  void stopEngine() {
    engine.stop();
  }

  @BeforeEach
  void onlyReplica() {
    engine.resetAll();
    gateway().router().add("expert", "engine", engine.port(), "served");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "llama-server"})
  void streamPassesThroughButForUsageThatNobodyAskedFor(String name) throws Exception {
    String sent = transcript(name, "stream.sse");
    answers(200, "text/event-stream", sent);

    RawClient.Answer answer = client().chat("\"stream\":true,").read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body())
        .isEqualTo(
            sent.replaceAll("data: [^\n]*\"usage\":\\{[^\n]*\n\n", "")
                .replace("\"model\":\"served\"", "\"model\":\"expert\""));
    assertThat(outcome().tokens()).containsEntry("expert", COUNTED);
    engine.verify(
        postRequestedFor(urlEqualTo(CHAT))
            .withRequestBody(
                equalToJson(
                    "{\"model\":\"served\",\"stream_options\":{\"include_usage\":true}}",
                    true,
                    true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "llama-server"})
  void usageThatWasAskedForStays(String name) throws Exception {
    String sent = transcript(name, "stream.sse");
    answers(200, "text/event-stream", sent);

    RawClient.Answer answer =
        client().chat("\"stream\":true,\"stream_options\":{\"include_usage\":true},").read();

    assertThat(answer.body())
        .isEqualTo(sent.replace("\"model\":\"served\"", "\"model\":\"expert\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "llama-server"})
  void answerPassesThroughUnderTheExpertsName(String name) throws Exception {
    String sent = transcript(name, "answer.json");
    answers(200, "application/json", sent);

    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.body())
        .isEqualTo(sent.replace("\"model\":\"served\"", "\"model\":\"expert\""));
    assertThat(outcome().tokens()).containsEntry("expert", COUNTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "llama-server"})
  void promptBeyondTheContextIsTheClientsFaultWithBothNumbers(String name) throws Exception {
    answers(400, "application/json", transcript(name, "too-long.json"));

    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"code\":\"context_length_exceeded\"")
        .contains("5000")
        .contains("4096");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "llama-server"})
  void itsOwnTroubleStaysInside(String name) throws Exception {
    answers(503, "application/json", transcript(name, "broken.json"));

    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body())
        .contains("\"code\":\"upstream_failed\"")
        .doesNotContain("EngineCore", "queue", "Loading");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "llama-server"})
  void errorInMidStreamIsNoEnd(String name) throws Exception {
    answers(200, "text/event-stream", transcript(name, "dies.sse"));

    RawClient.Answer answer = client().chat("\"stream\":true,").read();

    assertThat(answer.clean()).isFalse();
    assertThat(answer.body().split("\"error\"", -1)).as(answer.body()).hasSize(2);
    assertThat(answer.body()).doesNotContain("[DONE]");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }

  private void answers(int status, String type, String body) {
    engine.stubFor(
        post(CHAT)
            .willReturn(
                aResponse().withStatus(status).withHeader("content-type", type).withBody(body)));
  }

  private static String transcript(String engine, String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            EnginesTest.class.getResourceAsStream("/engines/" + engine + "/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
