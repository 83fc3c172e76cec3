package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are counted by the server that would answer, or not at all. */
class CountTokensTest extends GatewayTest {
  private RawClient ask(String content) throws Exception {
    String body =
        "{\"model\":\"auto\",\"system\":\"s\",\"messages\":[{\"role\":\"user\",\"content\":"
            + content
            + "}]}";
    return client().post("/v1/messages/count_tokens", body, "");
  }

  private static void json(Call call, String body) throws Exception {
    call.respond(200, "application/json", "", body);
  }

  @Test
  void serverThatCountsConversationsIsAskedBesideItsApi() throws Exception {
    ScriptedUpstream upstream =
        upstream(call -> json(call, "{\"count\":17,\"max_model_len\":99,\"tokens\":[1,2]}"));
    RawClient.Answer answer = ask("\"hi\"").read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"input_tokens\":17}");
    assertThat(answer.header("x-signalbox-expert")).isEqualTo("expert");
    ScriptedUpstream.Received received = upstream.next();
    assertThat(received.head()).startsWith("POST /tokenize HTTP/1.1");
    assertThat(received.body())
        .isEqualTo(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},"
                + "{\"role\":\"user\",\"content\":\"hi\"}]}");
  }

  @Test
  void serverThatCountsTextsIsAskedForTheTextFirst() throws Exception {
    ScriptedUpstream upstream =
        upstream(call -> {
          boolean template = call.request().head().startsWith("POST /apply-template ");
          boolean text = call.request().body().contains("\"content\":\"<s>hi\"");
          json(
              call,
              template ? "{\"prompt\":\"<s>hi\"}" : "{\"tokens\":[" + (text ? "7,8,9" : "") + "]}");
        });

    assertThat(ask("\"hi\"").read().body()).isEqualTo("{\"input_tokens\":3}");
    assertThat(upstream.next().head()).startsWith("POST /tokenize ");
    assertThat(upstream.next().head()).startsWith("POST /apply-template ");
    assertThat(upstream.next().body())
        .isEqualTo("{\"content\":\"<s>hi\",\"add_special\":true,\"parse_special\":true}");
  }

  @Test
  void nextPlacementIsAskedWhereOneIsGone() throws Exception {
    deadReplica();
    upstream(call -> json(call, "{\"count\":5}"));

    assertThat(ask("\"hi\"").read().body()).isEqualTo("{\"input_tokens\":5}");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 200})
  void serverThatCannotCountIsSaidToBeOne(int status) throws Exception {
    upstream(call -> call.respond(status, "application/json", "", "{\"object\":\"list\"}"));
    RawClient.Answer answer = ask("\"hi\"").read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"type\":\"invalid_request_error\"")
        .contains("cannot count tokens");
  }

  @Test
  void nobodyToAskIsARefusalWithRetryAfter() throws Exception {
    deadReplica();
    RawClient.Answer answer = ask("\"hi\"").read();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("\"overloaded_error\"");
    assertThat(answer.header("retry-after")).isEqualTo("1");
  }

  @Test
  void busyServersAreWaitedForAsLongAsTheFirstOfThemWants() throws Exception {
    for (int seconds : new int[] {7, 3}) {
      upstream(
          call -> call.respond(429, "application/json", "retry-after: " + seconds + "\r\n", "{}"));
    }
    RawClient.Answer answer = ask("\"hi\"").read();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).contains("\"rate_limit_error\"");
    assertThat(answer.header("retry-after")).isEqualTo("3");
  }

  @Test
  void serverThatFailsIsTheUpstreamsFault() throws Exception {
    upstream(call -> call.respond(500, "text/plain", "", "no"));
    RawClient.Answer answer = ask("\"hi\"").read();

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("\"api_error\"");
  }

  @Test
  void whoWasAskedIsToldAndTheRouterHearsNothingOfARehearsal() throws Exception {
    deadReplica();
    upstream(call -> {
      if (call.request().head().startsWith("POST /tokenize ")) {
        json(call, "{\"count\":5}");
      } else {
        call.plainAnswer();
      }
    });
    RawClient client = ask("\"hi\"");

    assertThat(client.read().header("x-signalbox-attempts")).isEqualTo("2");
    assertThat(client.chat("").read().status()).isEqualTo(200);
    RoutingOutcome first = gateway().router().outcomes().poll(5, TimeUnit.SECONDS);
    assertThat(first).isNotNull();
    assertThat(first.requestId()).isEqualTo(gateway().router().lastRequest());
  }

  @Test
  void imagesAreNotGuessed() throws Exception {
    ScriptedUpstream upstream = upstream(call -> json(call, "{\"count\":5}"));
    RawClient.Answer answer =
        ask("[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x/y\"}}]").read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(upstream.pending()).isZero();
  }

  @Test
  void clientThatLeavesClosesTheUpstream() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    ScriptedUpstream upstream = upstream(call -> call.awaitClose(closed));
    RawClient client = ask("\"hi\"");
    upstream.next();
    client.close();

    ScriptedUpstream.await(closed);
    assertThat(gateway().router().outcomes()).noneMatch(o -> o.kind() == OutcomeKind.COMPLETED);
  }
}
