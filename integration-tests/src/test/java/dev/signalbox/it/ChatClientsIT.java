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

/** Chats through OpenAI's official clients for Python and Node. */
@ExtendWith(SharedRig.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatClientsIT {
  private static final int MANY = 24;

  private List<ApiReport> clients = List.of();

  @BeforeAll
  void probe(ClientRig rig) {
    clients =
        List.of(
            ApiReport.of("chat-python", Sandbox.python("chat.py"), rig),
            ApiReport.of("chat-node", Sandbox.node("chat.mjs"), rig));
  }

  @ParameterizedTest
  @FieldSource("clients")
  void streamsTheSameAnswerAsItGetsAtOnce(ApiReport client) {
    assertThat(client.at("/answer").asString()).isNotBlank();
    assertThat(client.at("/streamed")).isEqualTo(client.at("/answer"));
  }

  @ParameterizedTest
  @FieldSource("clients")
  void listsModelsAndReadsUsage(ApiReport client) {
    assertThat(ApiReport.texts(client.at("/models")))
        .contains("auto", "small", "large", ClientRig.MODEL, ClientRig.SCRIPTED);
    assertThat(client.at("/usage/choices").asInt()).isZero();
    assertThat(client.at("/usage/completion_tokens").asInt()).isPositive();
  }

  @ParameterizedTest
  @FieldSource("clients")
  void getsEachOfManyStreamsWhole(ApiReport client) {
    assertThat(client.at("/many").asInt()).isEqualTo(MANY);
  }

  @ParameterizedTest
  @FieldSource("clients")
  void raisesItsOwnExceptions(ApiReport client) {
    told(client.refusedAs("unknown_key", "AuthenticationError", 401), "invalid_api_key");
    told(client.refusedAs("unknown_model", "NotFoundError", 404), "model_not_found");
    told(client.refusedAs("bad_request", "BadRequestError", 400), "invalid_request");
    JsonNode busy = client.refusedAs("busy", "RateLimitError", 429);
    told(busy, "rate_limited");
    assertThat(busy.path("retry_after").asString()).isEqualTo("7");
    JsonNode down = client.refusedAs("down", "InternalServerError", 503);
    told(down, "no_replica");
    assertThat(down.path("retry_after").asString()).matches("[1-9][0-9]*");
  }

  private static void told(JsonNode refused, String code) {
    assertThat(refused.path("code").asString()).isEqualTo(code);
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
