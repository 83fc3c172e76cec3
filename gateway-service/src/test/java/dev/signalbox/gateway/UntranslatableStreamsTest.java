package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.translate.Translated;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that end in order and hold no answer are broken ones for clients of other APIs. */
class UntranslatableStreamsTest extends GatewayTest {
  private static final String DONE = "data: [DONE]\n\n";
  private static final String NO_CHUNK = "data: {\"choices\":{}}\n\n" + DONE;

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.keep-alive=100ms",
      "signalbox.stream.done-grace=200ms",
      "signalbox.dispatch.breaker-minimum=2",
      "signalbox.dispatch.breaker-calls=2",
      "signalbox.dispatch.breaker-open=60s"
    };
  }

  /** Asks for a stream in an API's shape. */
  static String body(String path) {
    String prompt =
        path.equals("/v1/responses")
            ? "\"input\":\"hi\""
            : "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    return "{\"model\":\"auto\",\"stream\":true," + prompt + "}";
  }

  private RawClient ask(String path) throws Exception {
    return client().post(path, body(path), "");
  }

  private void broken(RawClient.Answer answer, String path) throws Exception {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.clean()).isFalse();
    assertThat(Translated.names(Translated.events(answer.body()))).last().isEqualTo("error");
    assertThat(answer.body())
        .contains(path.equals("/v1/messages") ? "api_error" : "upstream_failed");
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, at once",
    "/v1/messages, open",
    "/v1/responses, at once",
    "/v1/responses, open"
  })
  void noAnswerIsABrokenStreamAndCounts(String path, String how) throws Exception {
    upstream(call -> {
      call.startStream();
      switch (how) {
        case "at once" ->
            call.write(
                Integer.toHexString(NO_CHUNK.length()) + "\r\n" + NO_CHUNK + "\r\n0\r\n\r\n");
        default -> call.chunk(NO_CHUNK).awaitClose(new CompletableFuture<>());
      }
    });
    broken(ask(path).read(), path);
    broken(ask(path).read(), path);

    RawClient.Answer third = ask(path).read();
    assertThat(third.status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/responses"})
  void callsThatAreNoListBreakAStreamUnderWayAndCount(String path) throws Exception {
    String calls = Translated.delta("\"tool_calls\":{\"index\":0,\"function\":{\"name\":\"f\"}}");
    upstream(call ->
        call.startStream()
            .token("word")
            .chunk("data: " + calls + "\n\n")
            .chunk(Call.event("", "\"stop\"") + DONE)
            .endStream());
    for (int i = 0; i < 2; i++) {
      RawClient.Answer answer = ask(path).read();
      assertThat(answer.clean()).isFalse();
      assertThat(Translated.names(Translated.events(answer.body())))
          .last()
          .isEqualTo(path.equals("/v1/messages") ? "error" : "response.failed");
      assertThat(answer.body()).contains("its tool calls are no list");
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.BROKE_MID_STREAM);
    }
    assertThat(ask(path).read().status()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, clean end",
    "/v1/messages, open",
    "/v1/responses, clean end",
    "/v1/responses, open"
  })
  void anEndOfNothingIsNoAnswerAndCounts(String path, String how) throws Exception {
    upstream(call -> {
      call.startStream().chunk(DONE);
      if (how.equals("open")) {
        call.awaitClose(new CompletableFuture<>());
      } else {
        call.endStream();
      }
    });
    for (int i = 0; i < 2; i++) {
      assertThat(ask(path).read().status()).isEqualTo(502);
      assertThat(attempts(outcome())).containsExactly(AttemptKind.SERVER_ERROR);
    }
    assertThat(ask(path).read().status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/responses"})
  void noAnswerToAClientThatWaitsIsABrokenStream(String path) throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    upstream(call -> {
      call.startStream();
      ScriptedUpstream.await(go);
      call.chunk(NO_CHUNK).endStream();
    });
    RawClient client = ask(path);
    client.readUntil("\n\n");
    go.complete(null);
    client.readUntil("event: error\n");

    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/responses"})
  void aClientThatLeavesBeforeTheEndIsNoFaultOfTheUpstreams(String path) throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(call -> call.startStream().chunk(": nothing yet\n\n").awaitClose(closed));
      RawClient client = ask(path);
      client.readUntil("\n\n");

      leave(client, closed);
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.CANCELLED);
    });
  }
}
