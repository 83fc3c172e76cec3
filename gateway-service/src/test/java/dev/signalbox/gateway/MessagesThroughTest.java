package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.tenant.KeyHash;
import dev.signalbox.gateway.translate.Translated;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message goes through the same engine-room as a chat completion, errors in its API's shape. */
class MessagesThroughTest extends GatewayTest {
  private static final String PATH = "/v1/messages";

  @TempDir private static Path directory = Path.of("");

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.keep-alive=250ms",
      "signalbox.limits.request-body=20KB",
      "signalbox.config.dir=" + tenant()
    };
  }

  private static Path tenant() {
    try {
      Path file = Files.createDirectories(directory.resolve("tenants")).resolve("acme.yaml");
      Files.writeString(file, "id: acme\nkeys:\n  - sha256: " + KeyHash.of("sk-acme") + "\n");
      return directory;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private RawClient ask(String members) throws Exception {
    return post(PATH, "x-api-key: sk-acme\r\n", members);
  }

  private RawClient post(String path, String headers, String members) throws Exception {
    String body =
        "{\"model\":\"auto\",\"max_tokens\":9,"
            + members
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    return client().post(path, body, headers);
  }

  @Test
  void answerAtOnceIsAMessage() throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    RawClient.Answer answer =
        post(PATH + "?beta=true", "x-api-key: sk-acme\r\nx-request-id: abc\r\n", "").read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"type\":\"message\"")
        .contains("\"model\":\"expert\"")
        .contains("\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]")
        .contains("\"stop_reason\":\"end_turn\"");
    assertThat(answer.header("request-id")).isEqualTo("abc");
    ScriptedUpstream.Received received = upstream.next();
    assertThat(received.head()).startsWith("POST /v1/chat/completions ").doesNotContain("sk-acme");
    assertThat(received.body()).contains("\"max_tokens\":9").contains("\"model\":\"m\"");
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
    client.readUntil("\"text\":\"Hel\"}}\n\n");
    seen.complete(null);
    String rest = client.readUntil("0\r\n\r\n");

    assertThat(rest)
        .contains("\"text\":\"lo\"")
        .contains("\"input_tokens\":2,")
        .contains("\"cache_read_input_tokens\":3,\"output_tokens\":2")
        .contains("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
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
      client.readUntil("\"text\":\"a\"}}\n\n");

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }

  @Test
  void brokenStreamEndsWithTheErrorEventAndIsCut() throws Exception {
    upstream(call -> call.startStream().token("a").hangUp());
    RawClient.Answer answer = ask("\"stream\":true,").read();

    assertThat(answer.clean()).isFalse();
    assertThat(Translated.names(Translated.events(answer.body())))
        .filteredOn(name -> !name.equals("ping"))
        .containsExactly("message_start", "content_block_start", "content_block_delta", "error");
    assertThat(attempts(outcome())).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @Test
  void waitingClientIsPingedAndThenToldWhyNot() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    upstream(call -> {
      go.get(5, TimeUnit.SECONDS);
      call.respond(500, "text/html", "", "");
    });
    RawClient client = ask("\"stream\":true,");
    client.readUntil("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    go.complete(null);

    assertThat(client.readUntil("\"}\n\n"))
        .contains("event: error\n")
        .contains("\"error\":{\"type\":\"api_error\"");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }

  private static void refused(RawClient.Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"")
        .endsWith("\"request_id\":\"" + answer.header("x-request-id") + "\"}");
  }

  @Test
  void refusalsComeInTheApisShape() throws Exception {
    refused(post(PATH, "", "").read(), 401, "authentication_error");
    refused(ask("\"container\":\"c\",").read(), 400, "invalid_request_error");
    refused(ask("\"user\":\"" + "x".repeat(30_000) + "\",").read(), 413, "request_too_large");
    RawClient.Answer get = client().send("GET /v1/messages HTTP/1.1\r\nhost: x\r\n\r\n").read();
    refused(get, 405, "invalid_request_error");
    RawClient.Answer batches =
        client().send("GET /v1/messages/batches HTTP/1.1\r\nhost: x\r\n\r\n").read();
    refused(batches, 404, "not_found_error");
    refused(ask("").read(), 404, "not_found_error");
  }

  @Test
  void upstreamsThatAreBusyOrGoneAreToldInTheApisWords() throws Exception {
    upstream(call -> call.respond(429, "application/json", "retry-after: 3\r\n", "{}"));
    RawClient.Answer busy = ask("").read();
    gateway().router().clear();
    deadReplica();

    refused(busy, 429, "rate_limit_error");
    assertThat(busy.header("retry-after")).isEqualTo("3");
    refused(ask("").read(), 503, "overloaded_error");
  }
}
