package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.OutcomeKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal that comes after the first comments names the fields that the client sent. */
class LateRefusalsTest extends GatewayTest {
  @Override
  String[] properties() {
    return new String[] {"signalbox.stream.keep-alive=100ms"};
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, max_tokens, max_tokens",
    "/v1/responses, max_tokens, max_output_tokens",
    "/v1/messages, stop, stop_sequences"
  })
  void namesTheClientsOwnField(String path, String chats, String own) throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    upstream(call -> {
      ScriptedUpstream.await(go);
      call.respond(
          400,
          "application/json",
          "",
          "{\"error\":{\"message\":\"" + chats + ": too many\",\"param\":\"" + chats + "\"}}");
    });
    String body =
        path.equals("/v1/chat/completions")
            ? "{\"model\":\"auto\",\"stream\":true,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
            : UntranslatableStreamsTest.body(path);
    RawClient client = client().post(path, body, "");
    client.readUntil("\n\n");
    go.complete(null);

    assertThat(client.readUntil(": too many")).endsWith("\"" + own + ": too many");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.REFUSED);
  }
}
