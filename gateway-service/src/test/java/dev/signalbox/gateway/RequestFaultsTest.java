package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do wrong, and that none of it reaches an upstream. */
class RequestFaultsTest extends GatewayTest {
  private static final String PATH = "/v1/chat/completions";
  private static final String HEAD =
      "POST " + PATH + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";

  @Override
  String[] properties() {
    return new String[] {"signalbox.limits.request-body=64KB", "signalbox.limits.read-timeout=2s"};
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"nobody\",\"messages\":[]}|404|model_not_found|model",
        "{\"model\":\"auto\",\"model\":\"auto\",\"messages\":[]}|400|duplicate_key|model",
        "{\"model\":\"auto\"|400|invalid_request|null",
        "{\"model\":\"auto\",\"messages\":[],\"signalbox\":{\"mode\":\"tokens\"}}|400|invalid_request|signalbox.mode"
      })
  void wrongBodiesAreRefusedInOpenAisShape(String body, int status, String code, String param)
      throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    RawClient.Answer answer = client().post(PATH, body, "x-request-id: r-1\r\n").read();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("x-request-id")).isEqualTo("r-1");
    String quoted = param.equals("null") ? "null" : "\"" + param + "\"";
    assertThat(answer.body())
        .startsWith("{\"error\":{\"message\":\"")
        .contains("\"code\":\"" + code + "\",\"param\":" + quoted);
    assertThat(upstream.pending()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/jsonx", "multipart/form-data"})
  void otherMediaTypesAre415(String type) throws Exception {
    RawClient.Answer answer =
        client()
            .send(
                "POST "
                    + PATH
                    + " HTTP/1.1\r\nhost: x\r\ncontent-type: "
                    + type
                    + "\r\ncontent-length: 2\r\n\r\n{}")
            .read();

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body()).contains("unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({"gzip, 415", "br, 415", "'gzip, identity', 415", "identity, 200", "Identity, 200"})
  void packedBodiesAre415AndTheHeaderIsNamed(String encoding, int status) throws Exception {
    upstream(Call::plainAnswer);
    RawClient.Answer answer =
        client()
            .post(PATH, RawClient.chatBody(""), "content-encoding: " + encoding + "\r\n")
            .read();

    assertThat(answer.status()).isEqualTo(status);
    if (status == 415) {
      assertThat(answer.body())
          .contains("\"message\":\"content-encoding: ")
          .contains("unsupported_media_type");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":[1|Unexpected end-of-input: expected close marker for Array (line 1, column 8)",
        "{\"a\":NaN}|Non-standard token 'NaN' (line 1, column 9)",
        "{\"a\":1]|Unexpected close marker ']': expected '}' (line 1, column 7)",
        "// c|Unexpected character ('/' (code 47)) (line 1, column 1)"
      })
  void whatIsNotJsonIsSaidWithItsPlaceAndNotWithTheParsersSettings(String body, String says)
      throws Exception {
    RawClient.Answer answer = client().post(PATH, body, "").read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"message\":\"body: not valid JSON: " + says + "\"")
        .doesNotContain("Source")
        .doesNotContain("Feature");
  }

  @Test
  void nestingBeyondTheLimitIsSaidWithoutTheParsersSettings() throws Exception {
    RawClient.Answer answer = client().post(PATH, "{\"a\":" + "[".repeat(200), "").read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("nesting depth").doesNotContain("StreamRead");
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, "/v1/messages"})
  void byteOrderMarkIsSaidToBeOne(String path) throws Exception {
    RawClient.Answer answer = client().post(path, "\uFEFF" + RawClient.chatBody(""), "").read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("body: begins with a byte order mark");
  }

  @Test
  void announcedLengthBeyondTheLimitIs413BeforeTheBodyComes() throws Exception {
    RawClient.Answer answer = client().send(HEAD + "content-length: 70000\r\n\r\n").read();

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("request_too_large");
  }

  @Test
  void chunkedBodyBeyondTheLimitIs413() throws Exception {
    RawClient client = client().send(HEAD + "transfer-encoding: chunked\r\n\r\n");
    String piece = "{\"a\":\"" + "x".repeat(40_000);
    client.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
    client.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");

    assertThat(client.read().status()).isEqualTo(413);
  }

  @Test
  void bodyThatTricklesInIs408() throws Exception {
    RawClient.Answer answer = client().send(HEAD + "content-length: 10\r\n\r\n{").read();

    assertThat(answer.status()).isEqualTo(408);
  }

  @Test
  void headThatTricklesInClosesTheConnection() throws Exception {
    RawClient client = client().send("POST " + PATH + " HTTP/1.1\r\nhos");

    assertThat(client.closed()).isTrue();
  }

  @Test
  void headBeyondTheLimitIsRefused() throws Exception {
    RawClient.Answer answer =
        client().send(HEAD + "x-long: " + "x".repeat(20_000) + "\r\n\r\n").read();

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.body()).contains("the headers are longer than 16384 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "content-length: 2\r\ncontent-length: 3\r\n\r\n{} ",
        "content-length: 2, 3\r\n\r\n{} ",
        "content-length: -1\r\n\r\n{}",
        "content-length: +2\r\n\r\n{}",
        "transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "content-length : 2\r\n\r\n{}",
        "x: y\r\n bad\u0000: z\r\ncontent-length: 2\r\n\r\n{}"
      })
  void smugglingShapesAre400AndEndTheConnection(String rest) throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    RawClient client = client().send(HEAD + rest);

    RawClient.Answer answer = client.read();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":{").contains("\"invalid_request\"");
    assertThat(client.closed()).isTrue();
    assertThat(upstream.pending()).isZero();
  }

  @Test
  void expectedContinueIsGivenAndNotBeforeARefusal() throws Exception {
    upstream(Call::plainAnswer);
    String body = RawClient.chatBody("");
    RawClient client =
        client()
            .send(HEAD + "expect: 100-continue\r\ncontent-length: " + body.length() + "\r\n\r\n");
    assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
    assertThat(client.send(body).read().status()).isEqualTo(200);

    RawClient.Answer refused =
        client().send(HEAD + "expect: 100-continue\r\ncontent-length: 70000\r\n\r\n").read();
    assertThat(refused.status()).isEqualTo(413);
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    upstream(call ->
        call.respond(
            200,
            "application/json",
            "",
            "{\"id\":\"" + call.request().header("x-request-id") + "\",\"choices\":[]}"));
    String body = RawClient.chatBody("");
    RawClient client = client();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      all.append(
          HEAD
              + "x-request-id: p"
              + i
              + "\r\ncontent-length: "
              + body.length()
              + "\r\n\r\n"
              + body);
    }
    client.send(all.toString());

    for (int i = 0; i < 3; i++) {
      assertThat(client.read().body()).contains("\"p" + i + "\"");
    }
  }

  @Test
  void insaneRequestIdIsReplaced() throws Exception {
    upstream(Call::plainAnswer);
    RawClient.Answer answer =
        client().post(PATH, RawClient.chatBody(""), "x-request-id: a b\"<>\r\n").read();

    assertThat(answer.header("x-request-id")).matches("[0-9a-f]{32}");
  }

  @Test
  void traceContextGoesOnToTheUpstream() throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    String trace = "0af7651916cd43dd8448eb211c80319c";
    client()
        .post(
            PATH,
            RawClient.chatBody(""),
            "traceparent: 00-" + trace + "-b7ad6b7169203331-01\r\ntracestate: a=b\r\n")
        .read();
    ScriptedUpstream.Received seen = upstream.next();
    assertThat(seen.header("traceparent"))
        .matches("00-" + trace + "-[0-9a-f]{16}-01")
        .doesNotContain("b7ad6b7169203331");
    assertThat(seen.header("tracestate")).isEqualTo("a=b");

    client().post(PATH, RawClient.chatBody(""), "traceparent: nonsense\r\n").read();
    assertThat(upstream.next().header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"
      })
  void traceContextWhoseIdsAreZeroIsNone(String traceparent) throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    client()
        .post(
            PATH, RawClient.chatBody(""), "traceparent: " + traceparent + "\r\ntracestate: a=b\r\n")
        .read();
    ScriptedUpstream.Received seen = upstream.next();

    assertThat(seen.header("traceparent"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
        .doesNotContain("0af7651916cd43dd8448eb211c80319c")
        .doesNotContain("00000000000000000000000000000000");
    assertThat(seen.header("tracestate")).isNull();
  }

  @Test
  void gatewayThatCallsItselfStops() throws Exception {
    gateway().router().add("expert", "self", gateway().port(), "expert");
    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("upstream_failed");
  }

  @Test
  void unknownPathsAndMethodsAreJson() throws Exception {
    RawClient.Answer unknown = client().post("/v1/nothing", "{}", "").read();
    RawClient.Answer method = client().send("GET " + PATH + " HTTP/1.1\r\nhost: x\r\n\r\n").read();

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).startsWith("{\"error\":{");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.body()).startsWith("{\"error\":{");
  }

  @Test
  void operationsAreNotOnTheDataPort() throws Exception {
    for (String path : new String[] {"/actuator/health", "/actuator/prometheus", "/admin/fleet"}) {
      assertThat(client().send("GET " + path + " HTTP/1.1\r\nhost: x\r\n\r\n").read().status())
          .isEqualTo(404);
    }
  }

  @Test
  void targetInAbsoluteFormIsAccepted() throws Exception {
    upstream(Call::plainAnswer);
    RawClient.Answer answer =
        client().post("http://x" + PATH + "?a=b", RawClient.chatBody(""), "").read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(client().post("http://x/v1/route", RawClient.chatBody(""), "").read().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/models HTTP/1.1\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
        "GET http://x/v1/models HTTP/1.1\r\n\r\n",
        "POST /v1/route HTTP/1.1\r\ncontent-type: application/json\r\n"
            + "content-length: 30\r\n\r\n{\"model\":\"auto\",\"messages\":[]}"
      })
  void requestThatDoesNotNameItsHostOnceIsRefused(String request) throws Exception {
    RawClient client = client().send(request);

    RawClient.Answer answer = client.read();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("host: not there or there twice (expected: one)");
    assertThat(client.closed()).isTrue();
  }

  @Test
  void hostNeedNotBeNamedByClientsOfHttp10() throws Exception {
    assertThat(client().send("GET /v1/models HTTP/1.0\r\n\r\n").read().status()).isEqualTo(200);
    assertThat(client().send("GET /v1/models HTTP/1.1\r\nhost:\r\n\r\n").read().status())
        .isEqualTo(200);
  }
}
