package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ApiReport;
import dev.signalbox.it.client.Sandbox;
import dev.signalbox.it.rig.ClientRig;
import dev.signalbox.it.rig.SharedRig;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** The Messages API through Anthropic's official clients for Python and Node. */
@ExtendWith(SharedRig.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesApiIT {
  private List<ApiReport> clients = List.of();

  @BeforeAll
  void probe(ClientRig rig) {
    clients =
        List.of(
            ApiReport.of("messages-python", Sandbox.python("messages.py"), rig),
            ApiReport.of("messages-node", Sandbox.node("messages.mjs"), rig));
  }

  @ParameterizedTest
  @FieldSource("clients")
  void streamsTheSameAnswerAsItGetsAtOnce(ApiReport client) {
    client.hasEqualAnswers();
    assertThat(client.at("/role").asString()).isEqualTo("assistant");
    assertThat(client.at("/streamed/tokens").asInt()).isPositive();
  }

  @ParameterizedTest
  @FieldSource("clients")
  void countsAPromptWithoutAnAnswerAsItIsCountedWithOne(ApiReport client) {
    assertThat(client.at("/input_tokens").asInt()).isPositive();
    assertThat(client.at("/counted")).isEqualTo(client.at("/input_tokens"));
  }

  @ParameterizedTest
  @FieldSource("clients")
  void getsTheEventsInTheirOrder(ApiReport client) {
    List<String> events = client.events();
    assertThat(events)
        .startsWith("message_start", "content_block_start", "content_block_delta")
        .endsWith("content_block_stop", "message_delta", "message_stop");
    assertThat(events.subList(2, events.size() - 3)).containsOnly("content_block_delta");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void toldThatTheLimitCutTheAnswer(ApiReport client) {
    assertThat(ApiReport.texts(client.at("/short"))).containsExactly("max_tokens");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void callsToolsAndTellsTheirResults(ApiReport client) {
    assertThat(client.at("/tools/name").asString()).isEqualTo("weather");
    assertThat(client.at("/tools/stop").asString()).isEqualTo("tool_use");
    assertThat(client.at("/tools/input/city").asString()).isEqualTo("Oslo");
    assertThat(client.at("/tools/streamed")).isEqualTo(client.at("/tools/input"));
    assertThat(ApiReport.texts(client.at("/tools/ids"))).containsExactly("call_1", "call_1");
    assertThat(client.at("/tools/follow_up").asString()).isEqualTo("It is sunny.");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void raisesItsOwnExceptionsInItsOwnShape(ApiReport client) {
    JsonNode hot = client.refusedAs("hot", "BadRequestError", 400);
    assertThat(hot.path("error").asString()).isEqualTo("invalid_request_error");
    assertThat(hot.path("message").asString()).contains("temperature").contains("9");
    told(client.refusedAs("unknown_key", "AuthenticationError", 401), "authentication_error");
    told(client.refusedAs("unknown_model", "NotFoundError", 404), "not_found_error");
    told(client.refusedAs("busy", "RateLimitError", 429), "rate_limit_error");
  }

  private static void told(JsonNode refused, String type) {
    assertThat(refused.path("shape").asString()).isEqualTo("error");
    assertThat(refused.path("error").asString()).isEqualTo(type);
  }

  @ParameterizedTest
  @FieldSource("clients")
  void seesThatAStreamBroke(ApiReport client) {
    client.sawTheBreak();
    assertThat(ApiReport.texts(client.at("/broken/events"))).doesNotContain("message_stop");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void cancelReachesTheUpstream(ApiReport client) throws InterruptedException {
    client.cancelWasSeenUpstream();
  }
}
