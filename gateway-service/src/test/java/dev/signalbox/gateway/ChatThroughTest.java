package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chat completion goes through to an upstream and back. */
class ChatThroughTest extends GatewayTest {

  @Test
  void answerPassesThroughWithTheExpertsName() throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    try (RawClient client = new RawClient(gateway().port())) {
      RawClient.Answer answer =
          client
              .post(
                  "/v1/chat/completions",
                  RawClient.chatBody("\"unknown\": {\"a\" :1},"),
                  "x-request-id: abc-1\r\nAuthorization: Bearer secret\r\n")
              .read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Call.ANSWER.replace("\"m\"", "\"expert\""));
      assertThat(answer.header("x-request-id")).isEqualTo("abc-1");
      assertThat(answer.header("x-signalbox-expert")).isEqualTo("expert");
      assertThat(answer.header("x-signalbox-mode")).isEqualTo("single");
      assertThat(answer.header("x-signalbox-difficulty")).isEqualTo("0.250");
      assertThat(answer.header("x-signalbox-arm")).isEqualTo("stable");
      assertThat(answer.header("x-signalbox-revision")).isEqualTo("r1");
      assertThat(answer.header("x-signalbox-attempts")).isEqualTo("1");
      ScriptedUpstream.Received seen = upstream.next();
      assertThat(seen.body())
          .isEqualTo(
              "{\"model\":\"m\",\"unknown\": {\"a\""
                  + " :1},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
      assertThat(seen.head()).doesNotContainIgnoringCase("authorization").doesNotContain("secret");
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
      assertThat(outcome.tokens().get("expert")).isEqualTo(new RoutingOutcome.Tokens(5, 0, 1));
    }
  }

  @Test
  void streamPassesThroughEventByEvent() throws Exception {
    ScriptedUpstream upstream =
        upstream(call -> {
          call.startStream().token("a").token("b");
          call.chunk(Call.event("", "\"stop\"") + Call.usage() + "data: [DONE]\n\n").endStream();
        });
    try (RawClient client = new RawClient(gateway().port())) {
      RawClient.Answer answer = client.chat("\"stream\":true,").read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.clean()).isTrue();
      assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
      String expected =
          Call.event("a", "null")
              + Call.event("b", "null")
              + Call.event("", "\"stop\"")
              + "data: [DONE]\n\n";
      assertThat(answer.body()).isEqualTo(expected.replace("\"m\"", "\"expert\""));
      assertThat(upstream.next().body()).endsWith(",\"stream_options\":{\"include_usage\":true}}");
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
      assertThat(outcome.tokens().get("expert")).isEqualTo(new RoutingOutcome.Tokens(5, 3, 2));
    }
  }

  @Test
  void clientThatLeavesAStreamClosesTheUpstream() throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(call -> {
        call.startStream().token("a");
        call.awaitClose(closed);
      });
      RawClient client = client().chat("\"stream\":true,");
      client.readUntil("\"a\"");

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"stream\":true,", ""})
  void clientThatLeavesBeforeTheFirstTokenClosesTheUpstream(String stream) throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      ScriptedUpstream upstream = upstream(call -> call.awaitClose(closed));
      RawClient client = client().chat(stream);
      upstream.next();

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }
}
