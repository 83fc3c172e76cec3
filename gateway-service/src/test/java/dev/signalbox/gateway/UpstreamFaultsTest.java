package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import dev.signalbox.router.api.ShareCredit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What upstreams do wrong before the first token, and what the client is told. */
class UpstreamFaultsTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.first-token-timeout=2s",
      "signalbox.dispatch.answer-timeout=2s",
      "signalbox.dispatch.breaker-minimum=1000",
      "signalbox.dispatch.breaker-calls=1000"
    };
  }

  private void expectError(String stream, int status, String code) throws Exception {
    RawClient.Answer answer = client().chat(stream).read();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.body())
        .startsWith("{\"error\":{\"message\":")
        .contains("\"code\":\"" + code + "\"");
    assertThat(answer.body()).doesNotContain("127.0.0.1").doesNotContain("<html>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void refusedConnectionIs503(String stream) throws Exception {
    deadReplica();
    deadReplica();
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(answer.body()).contains("\"no_replica\"");
    var outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.NO_REPLICA);
    assertThat(attempts(outcome))
        .containsExactly(AttemptKind.CONNECT_FAILED, AttemptKind.CONNECT_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void resetBeforeAnyByteIs503(String stream) throws Exception {
    upstream(Call::reset);
    expectError(stream, 503, "no_replica");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void refusedConnectionGoesToTheNextPlacement(String stream) throws Exception {
    deadReplica();
    upstream(UpstreamFaultsTest::answer);
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-signalbox-attempts")).isEqualTo("2");
    assertThat(attempts(outcome()))
        .containsExactly(AttemptKind.CONNECT_FAILED, AttemptKind.ANSWERED);
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
  void errorPageIs502AndItsTextStaysBehind(String stream) throws Exception {
    upstream(call -> call.respond(500, "text/html", "", "<html>secret</html>"));
    expectError(stream, 502, "upstream_failed");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void pageWithStatus200IsNoAnswer(String stream) throws Exception {
    upstream(call -> call.respond(200, "text/html", "", "<html></html>"));
    expectError(stream, 502, "upstream_failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void serverErrorGoesToTheNextPlacement(String stream) throws Exception {
    upstream(call -> call.respond(503, "application/json", "", "{}"));
    upstream(UpstreamFaultsTest::answer);

    assertThat(client().chat(stream).read().status()).isEqualTo(200);
    assertThat(attempts(outcome())).containsExactly(AttemptKind.SERVER_ERROR, AttemptKind.ANSWERED);
  }

  @Test
  void answerThatBreaksOffGoesToTheNextPlacement() throws Exception {
    upstream(call -> {
      call.write(
          "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"id\":");
      call.reset();
    });
    upstream(UpstreamFaultsTest::answer);

    assertThat(client().chat("").read().body()).contains("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"detail\":\"internal http://127.0.0.1:8000 broke\"}",
        "{\"error\":\"internal http://127.0.0.1:8000 broke\"}",
        "{\"object\":\"error\",\"message\":\"http://127.0.0.1\",\"code\":\"500\"}",
        "{\"object\":\"list\",\"data\":[]}",
        "{\"choices\":null}",
        "{}"
      })
  void objectThatIsNoCompletionIsNoAnswer(String json) throws Exception {
    upstream(call -> call.respond(200, "application/json", "", json));
    expectError("", 502, "upstream_failed");
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.SERVER_ERROR);

    upstream(UpstreamFaultsTest::answer);
    assertThat(client().chat("").read().body()).contains("hello");
    assertThat(attempts(outcome())).containsExactly(AttemptKind.SERVER_ERROR, AttemptKind.ANSWERED);
  }

  @Test
  void objectWithoutVectorsIsNoAnswerToTexts() throws Exception {
    upstream(call -> call.respond(200, "application/json", "", "{\"choices\":[]}"));
    RawClient.Answer answer =
        client().post("/v1/embeddings", "{\"input\":\"a\",\"model\":\"auto\"}", "").read();

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("\"upstream_failed\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"detail\":\"internal http://127.0.0.1:8000 broke\"}\n\ndata: [DONE]\n\n",
        "data: {\"detail\":[{\"msg\":\"http://127.0.0.1\"}]}\n\ndata: [DONE]\n\n",
        "data: {\"object\":\"error\",\"message\":\"http://127.0.0.1\",\"code\":500}\n\ndata: [DONE]\n\n",
        "data: {\"message\":\"http://127.0.0.1\",\"status\":500}\n\n",
        "event: error\ndata: {\"message\":\"x\",\"code\":500}\n\ndata: [DONE]\n\n",
        "event:error\r\ndata: {\"odd\":\"http://127.0.0.1\"}\r\n\r\n",
        ": hello\n\ndata: [DONE]\n\n",
        "data: [DONE]\n\n",
        "data: [DONE]"
      })
  void streamThatBeginsWithoutAnAnswerIsNone(String events) throws Exception {
    upstream(call -> call.startStream().chunk(events).endStream());
    expectError(STREAM, 502, "upstream_failed");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);

    upstream(UpstreamFaultsTest::answer);
    RawClient.Answer answer = client().chat(STREAM).read();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.clean()).isTrue();
    assertThat(attempts(outcome())).containsExactly(AttemptKind.SERVER_ERROR, AttemptKind.ANSWERED);
  }

  @Test
  void streamThatEndsBeforeItsFirstEventGoesToTheNextPlacement() throws Exception {
    upstream(call -> call.startStream().endStream());
    upstream(
        call -> call.startStream().chunk("data: {\"error\":{\"message\":\"x\"}}\n\n").endStream());
    upstream(call -> call.startStream().chunk("data: not json\n\n").endStream());
    upstream(UpstreamFaultsTest::answer);

    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-signalbox-attempts")).isEqualTo("4");
    assertThat(answer.clean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void silenceIs504AndClosesTheUpstream(String stream) throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> call.awaitClose(closed));
    expectError(stream, 504, "upstream_timeout");
    ScriptedUpstream.await(closed);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void busyEverywhereIs429WithTheSmallestRetryAfter(String stream) throws Exception {
    upstream(call -> call.respond(429, "application/json", "retry-after: 9\r\n", "{}"));
    upstream(call -> call.respond(429, "application/json", "retry-after: 7\r\n", "{}"));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("7");
    assertThat(answer.body()).contains("\"rate_limited\"");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_BUSY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void outcomeTellsWhoStoodInAndWhereThatIsPaidFor(String stream) throws Exception {
    ShareCredit credit = new ShareCredit("p", 300, false, Set.of("large"));
    gateway().router().credit(credit);
    upstream("small", call -> call.respond(429, "application/json", "retry-after: 9\r\n", "{}"));
    upstream("large", UpstreamFaultsTest::answer);
    assertThat(client().chat(stream).read().status()).isEqualTo(200);

    RoutingOutcome outcome = outcome();
    assertThat(outcome.expert()).isEqualTo("large");
    assertThat(outcome.credit()).isEqualTo(credit);
  }

  @Test
  void busyEverywhereTellsTheLimitsOfWhoIsFreeFirst() throws Exception {
    String limits =
        "x-ratelimit-limit-requests: 60\r\nx-ratelimit-remaining-requests: 0\r\n"
            + "x-ratelimit-reset-requests: 7s\r\nx-ratelimit-reset-tokens: 6m0s\r\n"
            + "x-ratelimit-key: sk-secret\r\nx-other: 1\r\n";
    upstream(call ->
        call.respond(
            429,
            "application/json",
            "retry-after: 9\r\nx-ratelimit-limit-requests: 1\r\nx-ratelimit-limit-tokens: 5\r\n",
            "{}"));
    upstream(call -> call.respond(429, "application/json", "retry-after: 7\r\n" + limits, "{}"));
    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("7");
    assertThat(answer.header("x-ratelimit-limit-requests")).isEqualTo("60");
    assertThat(answer.header("x-ratelimit-remaining-requests")).isEqualTo("0");
    assertThat(answer.header("x-ratelimit-reset-requests")).isEqualTo("7s");
    assertThat(answer.header("x-ratelimit-reset-tokens")).isEqualTo("6m0s");
    assertThat(answer.header("x-ratelimit-limit-tokens")).isNull();
    assertThat(answer.header("x-ratelimit-key")).isNull();
    assertThat(answer.header("x-other")).isNull();
  }

  @Test
  void limitsThatAreNoneAreLeftOut() throws Exception {
    upstream(call ->
        call.respond(
            429,
            "application/json",
            "x-ratelimit-limit-requests: "
                + "9".repeat(65)
                + "\r\n"
                + "x-ratelimit-reset-requests: sec\u00fcret\r\n",
            "{}"));
    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(answer.header("x-ratelimit-limit-requests")).isNull();
    assertThat(answer.header("x-ratelimit-reset-requests")).isNull();
  }

  @Test
  void busyReplicaGoesToTheEndOfTheOrderAndIsStillTried() throws Exception {
    ScriptedUpstream busy =
        upstream(call -> call.respond(429, "application/json", "retry-after: 60\r\n", "{}"));
    ScriptedUpstream other = upstream(UpstreamFaultsTest::answer);
    client().chat("").read();
    outcome();
    busy.next();
    other.next();
    client().chat("").read();
    outcome();
    other.next();
    assertThat(busy.pending()).isZero();

    other.script(call -> call.respond(500, "text/html", "", ""));
    busy.script(UpstreamFaultsTest::answer);
    assertThat(client().chat("").read().status()).isEqualTo(200);
    assertThat(attempts(outcome())).containsExactly(AttemptKind.SERVER_ERROR, AttemptKind.ANSWERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void upstreamsRefusalOfTheRequestIsTheClients(String stream) throws Exception {
    upstream(call ->
        call.respond(
            400,
            "application/json",
            "",
            "{\"error\":{\"message\":\"temperature: 9\",\"code\":\"invalid_value\",\"param\":\"temperature\"}}"));
    upstream(UpstreamFaultsTest::answer);
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"message\":\"temperature: 9\",\"type\":\"invalid_request_error\",\"code\":\"invalid_request\",\"param\":\"temperature\"}}");
    var outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.REFUSED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.CLIENT_ERROR);
  }

  @Test
  void upstreamThatRefusesTheGatewayIsTheOperatorsMatter() throws Exception {
    upstream(call ->
        call.respond(401, "application/json", "", "{\"error\":{\"message\":\"bad key sk-1\"}}"));
    expectError("", 502, "upstream_failed");
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    ScriptedUpstream elsewhere = new ScriptedUpstream();
    upstream(call ->
        call.respond(
            307,
            "text/plain",
            "location: http://127.0.0.1:" + elsewhere.port() + "/v1/chat/completions\r\n",
            ""));
    expectError("", 502, "upstream_failed");
    assertThat(elsewhere.pending()).isZero();
    elsewhere.close();
  }
}
