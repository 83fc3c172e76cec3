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
    assertThat(client.at("/streamed/input_tokens").asInt()).isPositive();
    assertThat(client.at("/streamed/output_tokens").asInt()).isPositive();
    assertThat(client.at("/short").asString()).isEqualTo("max_tokens");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void getsTheEventsInTheirOrder(ApiReport client) {
    assertThat(client.events())
        .startsWith("message_start", "content_block_start", "content_block_delta")
        .endsWith("content_block_stop", "message_delta", "message_stop");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void callsToolsAndTellsTheirResults(ApiReport client) {
    assertThat(ApiReport.texts(client.at("/tools/stop"))).containsOnly("tool_use");
    assertThat(client.at("/tools/name").asString()).isEqualTo("weather");
    assertThat(client.at("/tools/input").toString()).isEqualTo("{\"city\":\"Oslo\"}");
    assertThat(client.at("/tools/streamed/call_1").toString()).isEqualTo("{\"city\":\"Oslo\"}");
    assertThat(client.at("/tools/follow_up").asString()).isEqualTo("It is sunny.");
  }

  private static void refused(
      ApiReport client, String call, String type, int status, String error) {
    JsonNode refused = client.refusedAs(call, type, status);
    assertThat(refused.path("error").asString()).isEqualTo(error);
    assertThat(refused.path("request_id").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @FieldSource("clients")
  void raisesItsOwnExceptions(ApiReport client) {
    refused(client, "unknown_key", "AuthenticationError", 401, "authentication_error");
    refused(client, "unknown_model", "NotFoundError", 404, "not_found_error");
    refused(client, "bad_request", "BadRequestError", 400, "invalid_request_error");
    refused(client, "busy", "RateLimitError", 429, "rate_limit_error");
    assertThat(client.at("/down/status").asInt()).isEqualTo(503);
    assertThat(client.at("/down/error").asString()).isEqualTo("overloaded_error");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void countsWhatTheAnswerWillCount(ApiReport client) {
    assertThat(client.at("/counted")).isEqualTo(client.at("/streamed/input_tokens"));
    refused(client, "uncountable", "BadRequestError", 400, "invalid_request_error");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void seesThatAStreamBroke(ApiReport client) {
    client.sawTheBreak();
  }

  @ParameterizedTest
  @FieldSource("clients")
  void cancelReachesTheUpstream(ApiReport client) throws InterruptedException {
    client.cancelWasSeenUpstream();
  }
}
