package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ApiReport;
import dev.signalbox.it.client.Sandbox;
import dev.signalbox.it.rig.ClientRig;
import dev.signalbox.it.rig.SharedRig;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The Responses API through OpenAI's official clients for Python and Node. */
@ExtendWith(SharedRig.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponsesApiIT {
  private List<ApiReport> clients = List.of();

  @BeforeAll
  void probe(ClientRig rig) {
    clients =
        List.of(
            ApiReport.of("responses-python", Sandbox.python("responses.py"), rig),
            ApiReport.of("responses-node", Sandbox.node("responses.mjs"), rig));
  }

  @ParameterizedTest
  @FieldSource("clients")
  void streamsTheSameAnswerAsItGetsAtOnce(ApiReport client) {
    client.hasEqualAnswers();
    assertThat(client.at("/metadata").toString()).isEqualTo("{\"a\":\"b\"}");
    assertThat(client.at("/input_tokens").asInt()).isPositive();
    assertThat(client.at("/streamed/tokens").asInt()).isPositive();
  }

  @ParameterizedTest
  @FieldSource("clients")
  void getsTheEventsInTheirOrder(ApiReport client) {
    List<String> events = client.events();
    assertThat(events)
        .startsWith(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta")
        .containsSubsequence(
            "response.output_text.done", "response.content_part.done", "response.output_item.done");
    assertThat(events.getLast()).isIn("response.completed", "response.incomplete");
    assertThat(client.at("/streamed/numbers").valueStream().map(n -> n.asInt()))
        .containsExactlyElementsOf(IntStream.range(0, events.size()).boxed().toList());
  }

  @ParameterizedTest
  @FieldSource("clients")
  void toldThatTheLimitCutTheAnswer(ApiReport client) {
    assertThat(ApiReport.texts(client.at("/short")))
        .containsExactly("incomplete", "max_output_tokens");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void callsToolsAndTellsTheirResults(ApiReport client) {
    assertThat(client.at("/tools/name").asString()).isEqualTo("weather");
    assertThat(client.at("/tools/arguments").asString()).isEqualTo("{\"city\": \"Oslo\"}");
    assertThat(client.at("/tools/streamed/call_1").asString()).isEqualTo("{\"city\": \"Oslo\"}");
    assertThat(client.at("/tools/follow_up").asString()).isEqualTo("It is sunny.");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void raisesItsOwnExceptions(ApiReport client) {
    assertThat(client.refusedAs("stateful", "BadRequestError", 400).path("param").asString())
        .isEqualTo("store");
    assertThat(client.refusedAs("built_in", "BadRequestError", 400).path("code").asString())
        .isEqualTo("unsupported_feature");
    client.refusedAs("unknown_key", "AuthenticationError", 401);
    client.refusedAs("unknown_model", "NotFoundError", 404);
    client.refusedAs("busy", "RateLimitError", 429);
  }

  @ParameterizedTest
  @FieldSource("clients")
  void seesThatAStreamBroke(ApiReport client) {
    client.sawTheBreak();
    assertThat(ApiReport.texts(client.at("/broken/events")))
        .contains("response.failed")
        .doesNotContain("response.completed");
  }

  @ParameterizedTest
  @FieldSource("clients")
  void cancelReachesTheUpstream(ApiReport client) throws InterruptedException {
    client.cancelWasSeenUpstream();
  }
}
