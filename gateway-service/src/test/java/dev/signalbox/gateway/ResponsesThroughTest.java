package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.translate.Translated;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A response goes through the same engine-room as a chat completion. */
class ResponsesThroughTest extends GatewayTest {
  private static final String PATH = "/v1/responses";

  @Override
  String[] properties() {
    return new String[] {"signalbox.stream.keep-alive=250ms", "signalbox.limits.request-body=20KB"};
  }

  private RawClient ask(String members) throws Exception {
    return client().post(PATH, "{\"model\":\"auto\"," + members + "\"input\":\"hi\"}", "");
  }

  @Test
  void answerAtOnceSaysWhoGaveIt() throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    RawClient.Answer answer = ask("\"signalbox\":{\"explain\":true},").read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"object\":\"response\"")
        .contains("\"model\":\"expert\"")
        .contains("\"text\":\"hello\"")
        .contains("\"signalbox\":{\"tokens\":{\"expert\":1}");
    assertThat(answer.header("x-signalbox-expert")).isEqualTo("expert");
    ScriptedUpstream.Received received = upstream.next();
    assertThat(received.head()).startsWith("POST /v1/chat/completions ");
    assertThat(received.body())
        .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void streamIsTranslatedAsItComes() throws Exception {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("Hel");
      seen.get(5, TimeUnit.SECONDS);
      call.chunk(Call.event("lo", "\"stop\"") + Call.usage() + "data: [DONE]\n\n").endStream();
    });
    RawClient client = ask("\"stream\":true,");
    String first = client.readUntil("\"delta\":\"Hel\",\"logprobs\":[],\"sequence_number\":4}\n\n");
    seen.complete(null);
    String rest = client.readUntil("0\r\n\r\n");

    assertThat(first).contains("content-type: text/event-stream").contains("response.created");
    assertThat(rest)
        .contains("event: response.completed\n")
        .contains("\"text\":\"Hello\"")
        .contains("\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":3}")
        .doesNotContain("[DONE]");
    assertThat(outcome().tokens()).containsEntry("expert", new Tokens(5, 3, 2));
  }

  @Test
  void clientThatLeavesMidStreamClosesTheUpstream() throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(call -> {
        call.startStream().token("a");
        call.awaitClose(closed);
      });
      RawClient client = ask("\"stream\":true,");
      client.readUntil("\"delta\":\"a\",\"logprobs\":[],\"sequence_number\":4}\n\n");

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }

  @Test
  void clientThatLeavesBeforeTheAnswerClosesTheUpstream() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    ScriptedUpstream upstream = upstream(call -> call.awaitClose(closed));
    RawClient client = ask("");
    upstream.next();
    client.close();

    ScriptedUpstream.await(closed);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
  }

  @Test
  void brokenStreamFailsAndIsCut() throws Exception {
    upstream(call -> call.startStream().token("a").hangUp());
    RawClient.Answer answer = ask("\"stream\":true,").read();

    assertThat(answer.clean()).isFalse();
    assertThat(Translated.names(Translated.events(answer.body())))
        .endsWith("response.output_text.delta", "response.failed");
    assertThat(answer.body()).contains("\"code\":\"upstream_failed\"");
    assertThat(attempts(outcome())).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @Test
  void chunkThatCannotBeTranslatedIsTheUpstreamsFault() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("a").chunk("data: {\"choices\":{}}\n\n");
      call.awaitClose(closed);
    });
    RawClient.Answer answer = ask("\"stream\":true,").read();

    ScriptedUpstream.await(closed);
    assertThat(answer.clean()).isFalse();
    assertThat(Translated.names(Translated.events(answer.body()))).endsWith("response.failed");
    assertThat(attempts(outcome())).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @Test
  void answerThatIsNoChatIsTriedElsewhere() throws Exception {
    upstream(call -> call.respond(200, "application/json", "", "{\"object\":\"list\"}"));
    upstream(Call::plainAnswer);
    RawClient.Answer answer = ask("").read();

    assertThat(answer.body()).contains("\"text\":\"hello\"");
    assertThat(attempts(outcome())).containsExactly(AttemptKind.SERVER_ERROR, AttemptKind.ANSWERED);
  }

  @Test
  void waitingClientIsKeptAliveAndThenToldWhyNot() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    upstream(call -> {
      go.get(5, TimeUnit.SECONDS);
      call.respond(500, "text/html", "", "");
    });
    RawClient client = ask("\"stream\":true,");
    client.readUntil(": keep-alive\n\n");
    go.complete(null);
    String rest = client.readUntil("\"sequence_number\":0}\n\n");

    assertThat(rest).contains("event: error\n").contains("\"code\":\"upstream_failed\"");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }

  @Test
  void memoryIsRefusedByName() throws Exception {
    RawClient.Answer answer = ask("\"store\":true,").read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("{\"error\":{\"message\":\"store: answers are not kept")
        .contains("\"code\":\"unsupported_feature\"")
        .contains("\"param\":\"store\"");
  }

  @Test
  void upstreamsComplaintNamesTheClientsField() throws Exception {
    upstream(call ->
        call.respond(
            400,
            "application/json",
            "",
            "{\"error\":{\"message\":\"max_tokens: too many\",\"param\":\"max_tokens\"}}"));
    RawClient.Answer answer = ask("\"max_output_tokens\":9,").read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"message\":\"max_output_tokens: too many\"")
        .contains("\"param\":\"max_output_tokens\"");
  }

  @Test
  void limitsAreThoseOfEveryEndpoint() throws Exception {
    RawClient.Answer tooLarge = ask("\"user\":\"" + "x".repeat(30_000) + "\",").read();
    RawClient.Answer unknown =
        client().post(PATH, "{\"model\":\"nobody\",\"input\":\"hi\"}", "").read();

    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).contains("\"model_not_found\"");
  }
}
