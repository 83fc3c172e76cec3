package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams that begin with an error event, as vLLM and SGLang write it: the status is 200, and what
 * is wrong stands in the event.
 */
class FirstEventErrorsTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";
  private static final String TOO_LONG =
      "The input (9001 tokens) is longer than the model's context length (8192 tokens).";
  private static final String DONE = "data: [DONE]\n\n";

  /** An event has no Retry-After, so whoever says busy in one is left alone for a second. */
  private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(1);

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.breaker-minimum=2",
      "signalbox.dispatch.breaker-calls=2",
      "signalbox.dispatch.breaker-open=60s"
    };
  }

  private static String error(String message, String type, String code) {
    return "data: {\"error\":{\"object\":\"error\",\"message\":\""
        + message
        + "\",\"type\":"
        + type
        + ",\"param\":null,\"code\":"
        + code
        + "}}\n\n";
  }

  private static ScriptedUpstream.Script says(String event) {
    return call -> call.startStream().chunk(event + DONE).endStream();
  }

  private static void answer(Call call) throws Exception {
    call.startStream().chunk(Call.event("x", "\"stop\"") + DONE).endStream();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"BadRequestError\",400",
        "\"BadRequest\",\"400\"",
        "null,400",
        "\"BadRequestError\",null",
        "\"BAD_REQUEST\",null",
        "\"BadRequestError\",1210",
        "\"invalid_request_error\",-1",
        "\"Oops\",\"context_length_exceeded\"",
        "\"invalid_request_error\",null"
      })
  void tooLongAPromptIsTheClientsAndFinal(String typeAndCode) throws Exception {
    int comma = typeAndCode.indexOf(',');
    upstream(
        says(error(TOO_LONG, typeAndCode.substring(0, comma), typeAndCode.substring(comma + 1))));
    ScriptedUpstream other = upstream(FirstEventErrorsTest::answer);
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"message\":\""
                + TOO_LONG
                + "\",\"type\":\"invalid_request_error\","
                + "\"code\":\"context_length_exceeded\",\"param\":null}}");
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.REFUSED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.CLIENT_ERROR);
    assertThat(other.pending()).isZero();
  }

  @Test
  void refusalsOpenNoBreaker() throws Exception {
    upstream(says(error("temperature: 9", "\"BadRequestError\"", "400")));
    for (int i = 0; i < 5; i++) {
      RawClient.Answer answer = client().chat(STREAM).read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"invalid_request\"").contains("temperature");
    }
  }

  @Test
  void anEventWithoutItsBlankLineCounts() throws Exception {
    upstream(call ->
        call.startStream().chunk(error("no", "\"BadRequestError\"", "400").strip()).endStream());
    assertThat(client().chat(STREAM).read().status()).isEqualTo(400);
  }

  @Test
  void tooLargeIs413() throws Exception {
    upstream(says(error("too big", "\"RequestTooLarge\"", "413")));
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("\"request_too_large\"");
  }

  @Test
  void messagesGetTheStatusInTheirOwnShape() throws Exception {
    upstream(says(error(TOO_LONG, "\"BadRequestError\"", "400")));
    RawClient.Answer answer =
        client()
            .post(
                "/v1/messages",
                "{\"model\":\"auto\",\"max_tokens\":9,\"stream\":true,"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "")
            .read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"")
        .contains(TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null,429", "\"RateLimitError\",null", "\"rate_limit_error\",null"})
  void busyReplicaGoesToTheEndOfTheOrder(String typeAndCode) throws Exception {
    int comma = typeAndCode.indexOf(',');
    inTime(() -> {
      ScriptedUpstream busy =
          upstream(
              says(
                  error(
                      "slow", typeAndCode.substring(0, comma), typeAndCode.substring(comma + 1))));
      ScriptedUpstream other = upstream(FirstEventErrorsTest::answer);
      long begun = System.nanoTime();
      assertThat(client().chat(STREAM).read().status()).isEqualTo(200);
      assertThat(attempts(outcome())).containsExactly(AttemptKind.BUSY, AttemptKind.ANSWERED);
      busy.next();
      other.next();

      assertThat(client().chat(STREAM).read().status()).isEqualTo(200);
      if (System.nanoTime() - begun >= BUSY_NANOS) {
        throw new Late("the second request may have come when the replica was busy no more");
      }
      assertThat(attempts(outcome())).containsExactly(AttemptKind.ANSWERED);
      assertThat(busy.pending()).isZero();
    });
  }

  @Test
  void busyEverywhereIs429() throws Exception {
    upstream(says(error("slow", "null", "429")));
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_BUSY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"InternalServerError\",500",
        "\"BadRequestError\",503",
        "null,null",
        "null,408",
        "\"server_error\",\"x\"",
        "\"NotFoundError\",404"
      })
  void whatIsNoFaultOfTheClientsGoesToTheNextPlacement(String typeAndCode) throws Exception {
    int comma = typeAndCode.indexOf(',');
    upstream(
        says(error("secret", typeAndCode.substring(0, comma), typeAndCode.substring(comma + 1))));
    upstream(FirstEventErrorsTest::answer);

    assertThat(client().chat(STREAM).read().status()).isEqualTo(200);
    assertThat(attempts(outcome())).containsExactly(AttemptKind.SERVER_ERROR, AttemptKind.ANSWERED);
  }

  @Test
  void errorBehindTheFirstEventStillBreaksTheStream() throws Exception {
    upstream(call ->
        call.startStream()
            .token("a")
            .chunk(error(TOO_LONG, "\"BadRequestError\"", "400") + DONE)
            .endStream());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"upstream_failed\"").doesNotContain("context length");
    assertThat(answer.clean()).isFalse();
    assertThat(attempts(outcome())).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @Test
  void clientThatLeavesInTheMiddleOfTheErrorClosesTheUpstream() throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      CompletableFuture<Void> begun = new CompletableFuture<>();
      upstream(call -> {
        call.startStream().chunk(error(TOO_LONG, "\"BadRequestError\"", "400").substring(0, 40));
        begun.complete(null);
        call.awaitClose(closed);
      });
      RawClient client = client().chat(STREAM);
      ScriptedUpstream.await(begun);

      leave(client, closed);
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.CANCELLED);
    });
  }
}
