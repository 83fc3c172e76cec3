package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * {@code model} is the expert's id, even where a server answers with a name it was not asked for.
 */
class ModelNameTest extends GatewayTest {
  private static final String DATED = "m-2024-07-18";

  private static String dated(String text) {
    return text.replace("\"model\":\"m\"", "\"model\" : \"" + DATED + "\"");
  }

  private static String named(String text) {
    return text.replace("\"model\":\"m\"", "\"model\" : \"m\"");
  }

  private static String events() {
    return Call.event("a", "null") + Call.event("b", "\"stop\"") + "data: [DONE]\n\n";
  }

  private void answering() {
    upstream(
        "m",
        call -> {
          if (call.request().body().contains("\"stream\":true")) {
            call.startStream().chunk(dated(events())).endStream();
          } else {
            call.respond(200, "application/json", "", dated(Call.ANSWER));
          }
        });
  }

  @Test
  void aDatedNameIsReplacedAndNothingElse() throws Exception {
    answering();

    assertThat(client().chat("").read().body()).isEqualTo(named(Call.ANSWER));
    assertThat(client().chat("\"stream\":true,").read().body()).isEqualTo(named(events()));
  }

  @Test
  void otherApisSayTheExpertsIdToo() throws Exception {
    answering();
    for (String stream : new String[] {"", "\"stream\":true,"}) {
      String response = "{\"model\":\"auto\"," + stream + "\"input\":\"hi\"}";
      String message =
          "{\"model\":\"auto\",\"max_tokens\":9,"
              + stream
              + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

      assertThat(client().post("/v1/responses", response, "").read().body())
          .contains("\"model\":\"m\"")
          .doesNotContain(DATED);
      assertThat(client().post("/v1/messages", message, "").read().body())
          .contains("\"model\":\"m\"")
          .doesNotContain(DATED);
    }
  }

  @Test
  void aNameThatIsTheExpertsIdPassesByteForByte() throws Exception {
    String answer = "{ \"model\" :\t\"m\" , \"choices\": [ ] }\n";
    upstream("m", call -> call.respond(200, "application/json", "", answer));

    assertThat(client().chat("").read().body()).isEqualTo(answer);
  }

  @Test
  void aClientThatLeavesClosesTheUpstream() throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(
          "m",
          call -> {
            call.startStream().chunk(dated(Call.event("a", "null")));
            call.awaitClose(closed);
          });
      RawClient client = client().chat("\"stream\":true,");
      client.readUntil(named(Call.event("a", "null")));

      leave(client, closed);
    });
  }
}
