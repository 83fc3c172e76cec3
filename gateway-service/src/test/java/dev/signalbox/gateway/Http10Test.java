package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A client of HTTP/1.0 knows no chunks: its stream is as it is, and ends with its connection. */
class Http10Test extends GatewayTest {

  private RawClient ask(String members, String headers) throws Exception {
    String body = RawClient.chatBody(members);
    return client()
        .send(
            "POST /v1/chat/completions HTTP/1.0\r\ncontent-type: application/json\r\n"
                + headers
                + "content-length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body);
  }

  private static RawClient.Answer rest(RawClient client) throws Exception {
    String head = client.readUntil("\r\n\r\n");
    assertThat(head).startsWithIgnoringCase("HTTP/1.1 200").doesNotContain("transfer-encoding");
    return client.rest(head);
  }

  @Test
  void wholeStreamComesWithoutChunks() throws Exception {
    upstream(call -> {
      call.startStream().token("a");
      call.chunk(Call.event("b", "\"stop\"") + "data: [DONE]\n\n").endStream();
    });
    // it asks for a connection that stays, which no stream without chunks can have
    RawClient.Answer answer = rest(ask("\"stream\":true,", "connection: keep-alive\r\n"));

    assertThat(answer.header("connection")).isEqualTo("close");
    assertThat(answer.body()).startsWith("data: {").endsWith("data: [DONE]\n\n");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void brokenStreamEndsWithItsErrorEvent() throws Exception {
    upstream(call -> {
      call.startStream().token("a");
      call.reset();
    });
    RawClient.Answer answer = rest(ask("\"stream\":true,", ""));

    assertThat(answer.body()).startsWith("data: {").containsOnlyOnce("data: {\"error\":");
    assertThat(answer.body().strip()).endsWith("}");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }

  @Test
  void whoLeavesClosesTheUpstream() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("a");
      call.awaitClose(closed);
    });
    RawClient client = ask("\"stream\":true,", "");
    client.readUntil("\"a\"");
    client.close();

    ScriptedUpstream.await(closed);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
  }

  @Test
  void answerInOnePieceHasItsLength() throws Exception {
    upstream(Call::plainAnswer);
    RawClient.Answer answer = ask("", "").read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("hello");
  }
}
