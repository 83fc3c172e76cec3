package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.ScriptedUpstream.Script;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prompt that is too long for one expert goes to the next one that reads more. */
class ContextLengthTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";
  private static final String ERROR =
      "{\"error\":{\"message\":\"longer than the model's context length\","
          + "\"type\":\"BadRequestError\",\"param\":null,\"code\":400}}";

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.retry-share=0",
      "signalbox.dispatch.retry-floor=0",
      "signalbox.dispatch.breaker-minimum=2",
      "signalbox.dispatch.breaker-calls=2",
      "signalbox.dispatch.breaker-open=60s"
    };
  }

  private ScriptedUpstream reading(int context, Script script) {
    gateway().router().reading(context);
    return upstream("expert-" + context, script);
  }

  private static void tooLong(Call call) throws Exception {
    call.respond(400, "application/json", "", ERROR);
  }

  private static void tooLongInTheStream(Call call) throws Exception {
    call.startStream().chunk("data: " + ERROR + "\n\ndata: [DONE]\n\n").endStream();
  }

  private static void answer(Call call) throws Exception {
    if (call.request().body().contains("\"stream\":true")) {
      call.startStream().chunk(Call.event("x", "\"stop\"") + "data: [DONE]\n\n").endStream();
    } else {
      call.plainAnswer();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void theNextOneThatReadsMoreIsAskedAndNothingCounts(String stream) throws Exception {
    reading(4_096, ContextLengthTest::tooLong);
    ScriptedUpstream same = reading(4_096, ContextLengthTest::answer);
    ScriptedUpstream unknown = reading(0, ContextLengthTest::answer);
    reading(32_768, ContextLengthTest::answer);
    for (int i = 0; i < 4; i++) {
      RawClient.Answer answer = client().chat(stream).read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-signalbox-expert")).isEqualTo("expert-32768");
      assertThat(attempts(outcome()))
          .containsExactly(AttemptKind.CLIENT_ERROR, AttemptKind.ANSWERED);
    }
    assertThat(same.pending()).isZero();
    assertThat(unknown.pending()).isZero();
  }

  @Test
  void anErrorThatOpensAStreamIsNoOther() throws Exception {
    reading(4_096, ContextLengthTest::tooLongInTheStream);
    reading(32_768, ContextLengthTest::answer);

    assertThat(client().chat(STREAM).read().header("x-signalbox-expert")).isEqualTo("expert-32768");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void whereNobodyReadsMoreTheClientIsTold(String stream) throws Exception {
    reading(4_096, ContextLengthTest::tooLong);
    reading(32_768, ContextLengthTest::tooLong);
    ScriptedUpstream less = reading(8_192, ContextLengthTest::answer);
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"context_length_exceeded\"");
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.REFUSED);
    assertThat(attempts(outcome))
        .containsExactly(AttemptKind.CLIENT_ERROR, AttemptKind.CLIENT_ERROR);
    assertThat(less.pending()).isZero();
  }

  @Test
  void whoeverReadsMoreAndIsBusyIsWorthAnotherTry() throws Exception {
    reading(4_096, ContextLengthTest::tooLong);
    reading(32_768, call -> call.respond(429, "application/json", "retry-after: 7\r\n", "{}"));
    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void whoeverReadsMoreIsWorthAnotherTryAlsoIfAskedFirst(int status) throws Exception {
    reading(32_768, call -> call.respond(status, "application/json", "retry-after: 7\r\n", "{}"));
    reading(4_096, ContextLengthTest::tooLong);
    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.status()).isEqualTo(status == 429 ? 429 : 502);
  }

  @Test
  void anotherRefusalIsFinal() throws Exception {
    reading(
        4_096,
        call ->
            call.respond(
                400, "application/json", "", "{\"error\":{\"message\":\"temperature: 9\"}}"));
    ScriptedUpstream more = reading(32_768, ContextLengthTest::answer);

    assertThat(client().chat("").read().status()).isEqualTo(400);
    assertThat(more.pending()).isZero();
  }

  @Test
  void aPinnedExpertIsFinal() throws Exception {
    gateway().router().reading(4_096);
    upstream("pinned", ContextLengthTest::tooLong);
    upstream("pinned", ContextLengthTest::answer);
    gateway().router().reading(32_768);
    ScriptedUpstream more = upstream("other", ContextLengthTest::answer);
    String body = "{\"model\":\"pinned\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    assertThat(client().post("/v1/chat/completions", body, "").read().status()).isEqualTo(400);
    assertThat(attempts(outcome())).containsExactly(AttemptKind.CLIENT_ERROR);
    assertThat(more.pending()).isZero();
  }

  @Test
  void clientThatLeavesClosesWhoeverIsAskedNext() throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      reading(4_096, ContextLengthTest::tooLong);
      ScriptedUpstream more = reading(32_768, call -> call.awaitClose(closed));
      RawClient client = client().chat(STREAM);
      more.next();

      leave(client, closed);
      assertThat(attempts(outcome()))
          .containsExactly(AttemptKind.CLIENT_ERROR, AttemptKind.CANCELLED);
    });
  }
}
