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

/** Answers whose upstream says itself, by their finish reason, that they were broken off. */
class BrokenOffAnswersTest extends GatewayTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String DONE = "data: [DONE]\n\n";

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.done-grace=200ms",
      "signalbox.dispatch.breaker-minimum=2",
      "signalbox.dispatch.breaker-calls=2",
      "signalbox.dispatch.breaker-open=60s"
    };
  }

  private RawClient ask(String path, boolean stream) throws Exception {
    String prompt =
        path.equals("/v1/responses")
            ? "\"input\":\"hi\""
            : "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    return client().post(path, "{\"model\":\"auto\",\"stream\":" + stream + "," + prompt + "}", "");
  }

  private static String quoted(String reason) {
    return "\"" + reason + "\"";
  }

  private static void plain(Call call, String reason) throws Exception {
    call.respond(200, "application/json", "", Call.ANSWER.replace("\"stop\"", quoted(reason)));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, abort",
    "/v1/chat/completions, error",
    "/v1/messages, abort",
    "/v1/messages, error",
    "/v1/responses, abort",
    "/v1/responses, error"
  })
  void streamIsABrokenOneAndCounts(String path, String reason) throws Exception {
    upstream(call ->
        call.startStream().token("a").chunk(Call.event("", quoted(reason)) + DONE).endStream());
    for (int i = 0; i < 2; i++) {
      RawClient.Answer answer = ask(path, true).read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.clean()).isFalse();
      assertThat(answer.body())
          .doesNotContain("[DONE]")
          .doesNotContain("end_turn")
          .doesNotContain("completed\"")
          .contains(path.equals("/v1/messages") ? "api_error" : "upstream_failed");
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.BROKE_MID_STREAM);
    }
    assertThat(ask(path, true).read().status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, "/v1/messages", "/v1/responses"})
  void clientThatLeavesBeforeTheReasonIsNoFaultOfTheUpstreams(String path) throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(call -> call.startStream().token("abc").awaitClose(closed));
      RawClient client = ask(path, true);
      client.readUntil("abc");

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, false",
    "/v1/chat/completions, true",
    "/v1/messages, false",
    "/v1/messages, true",
    "/v1/responses, false",
    "/v1/responses, true"
  })
  void answerIsHadElsewhereAsLongAsNothingWasSaid(String path, boolean stream) throws Exception {
    upstream(call -> {
      if (stream) {
        call.startStream().chunk(Call.event("", quoted("abort")) + DONE).endStream();
      } else {
        plain(call, "abort");
      }
    });
    upstream(call -> {
      if (stream) {
        call.startStream().chunk(Call.event("x", quoted("stop")) + DONE).endStream();
      } else {
        call.plainAnswer();
      }
    });
    RawClient.Answer answer = ask(path, stream).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.clean()).isTrue();
    assertThat(answer.header("x-signalbox-attempts")).isEqualTo("2");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, abort",
    "/v1/chat/completions, error",
    "/v1/messages, abort",
    "/v1/messages, error",
    "/v1/responses, abort",
    "/v1/responses, error"
  })
  void answerAtOnceIsNoneAndIs502(String path, String reason) throws Exception {
    upstream(call -> plain(call, reason));
    RawClient.Answer answer = ask(path, false).read();

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("\"api_error\"").doesNotContain("hello");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, '\"finish_reason\":\"weird\"'",
    "/v1/messages, '\"stop_reason\":\"weird\"'",
    "/v1/responses, '\"incomplete_details\":{\"reason\":\"weird\"}'"
  })
  void reasonThatNobodyKnowsStaysVisible(String path, String expected) throws Exception {
    upstream(call -> {
      if (call.request().body().contains("\"stream\":true")) {
        call.startStream().token("a").chunk(Call.event("", quoted("weird")) + DONE).endStream();
      } else {
        plain(call, "weird");
      }
    });
    for (boolean stream : new boolean[] {true, false}) {
      RawClient.Answer answer = ask(path, stream).read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.clean()).isTrue();
      assertThat(answer.body().replace(": ", ":"))
          .contains(expected)
          .doesNotContain("end_turn")
          .doesNotContain("response.completed");
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
    }
  }

  @ParameterizedTest
  @CsvSource({"/v1/messages, error", "/v1/responses, response.failed"})
  void lastEventOfABrokenStreamSaysSo(String path, String last) throws Exception {
    upstream(call ->
        call.startStream().token("a").chunk(Call.event("", quoted("error")) + DONE).endStream());
    RawClient.Answer answer = ask(path, true).read();

    assertThat(Translated.names(Translated.events(answer.body()))).last().isEqualTo(last);
    outcome();
  }
}
