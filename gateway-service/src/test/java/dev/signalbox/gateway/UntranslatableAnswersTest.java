package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in one piece that cannot be said in other APIs are the upstream's fault. */
class UntranslatableAnswersTest extends GatewayTest {
  private static final String AUDIO =
      Call.ANSWER.replace("\"hello\"", "[{\"type\":\"audio\",\"data\":\"AA\"}]");

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.breaker-minimum=2",
      "signalbox.dispatch.breaker-calls=2",
      "signalbox.dispatch.breaker-open=60s"
    };
  }

  private RawClient ask(String path, String members) throws Exception {
    String prompt =
        path.equals("/v1/responses")
            ? "\"input\":\"hi\""
            : "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    return client().post(path, "{\"model\":\"auto\"," + members + prompt + "}", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/responses"})
  void answerThatCannotBeSaidIs502AndCounts(String path) throws Exception {
    upstream(call -> call.respond(200, "application/json", "", AUDIO));
    for (int i = 0; i < 2; i++) {
      assertThat(ask(path, "").read().status()).isEqualTo(502);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
    }
    assertThat(ask(path, "").read().status()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, ''",
    "/v1/responses, ''",
    "/v1/messages, '\"signalbox\":{\"explain\":true},'",
    "/v1/responses, '\"signalbox\":{\"explain\":true},'"
  })
  void itIsHadElsewhere(String path, String members) throws Exception {
    upstream(call -> call.respond(200, "application/json", "", AUDIO));
    upstream(Call::plainAnswer);
    RawClient.Answer answer = ask(path, members).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("hello").contains("\"model\":\"expert\"");
    assertThat(answer.body().contains("\"signalbox\":{")).isEqualTo(!members.isEmpty());
    assertThat(answer.header("x-signalbox-attempts")).isEqualTo("2");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/responses"})
  void clientThatLeavesFirstIsNoFaultOfTheUpstreams(String path) throws Exception {
    inTime(() -> {
      CompletableFuture<Void> asked = new CompletableFuture<>();
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(call -> {
        asked.complete(null);
        call.awaitClose(closed);
      });
      RawClient client = ask(path, "");
      ScriptedUpstream.await(asked);

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }
}
