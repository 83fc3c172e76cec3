package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.tenant.KeyHash;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that ask no model leave a line, too, and what they are refused is counted. */
class SideRequestsTest {
  private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
  private static final String KEY = "x-api-key: sk-acme\r\n";

  @TempDir private static Path home = Path.of("");
  private static RunningGateway gateway = RunningGateway.none();

  @BeforeAll
  static void start() throws Exception {
    Path tenant = home.resolve("config/tenants/acme.yaml");
    Files.createDirectories(tenant.resolveSibling("."));
    Files.writeString(tenant, "id: acme\nkeys:\n  - sha256: " + KeyHash.of("sk-acme") + "\n");
    OutputStream kept =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new AssertionError("byte by byte");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            new String(bytes, offset, length, StandardCharsets.UTF_8).lines().forEach(LINES::add);
          }
        };
    gateway =
        RunningGateway.logging(
            new PrintStream(kept, false, StandardCharsets.UTF_8),
            "signalbox.config.dir=" + home.resolve("config"),
            "signalbox.feedback.dir=" + home.resolve("feedback"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static RawClient.Answer ask(String method, String path, String headers) throws Exception {
    String body = method.equals("POST") ? RawClient.chatBody("") : "";
    try (RawClient client = new RawClient(gateway.port())) {
      return client
          .send(
              method
                  + " "
                  + path
                  + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                  + headers
                  + "content-length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
          .read();
    }
  }

  private static String line() throws InterruptedException {
    return Objects.requireNonNull(LINES.poll(5, TimeUnit.SECONDS), "no line was written");
  }

  private static double refusals(String code) {
    Counter counter =
        gateway
            .bean(MeterRegistry.class)
            .find("signalbox.gateway.refusals")
            .tag("code", code)
            .counter();
    return counter == null ? 0 : counter.count();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /v1/models,             /v1/models,           200, ''",
    "GET,  /v1/models/secret-name, '/v1/models/{id}',    404, model_not_found",
    "POST, /v1/models,             /v1/models,           405, method_not_allowed",
    "POST, /v1/route,              /v1/route,            200, ''",
    "GET,  /v1/route,              /v1/route,            405, method_not_allowed",
    "POST, /v1/feedback,           /v1/feedback,         400, invalid_request",
    "GET,  /v1/receipts/secret-1,  other,                404, not_found",
    "GET,  /secret?secret=1,       other,                404, not_found",
    "GET,  /v1/chat/completions,   /v1/chat/completions, 405, method_not_allowed"
  })
  void everyRequestLeavesALine(String method, String path, String endpoint, int status, String code)
      throws Exception {
    gateway.router().clear();
    gateway.router().add("expert", "r", 1, "m");
    double before = refusals(code);
    RawClient.Answer answer = ask(method, path, KEY);

    assertThat(answer.status()).isEqualTo(status);
    String line = line();
    assertThat(line)
        .startsWith("time=")
        .contains(" request=" + answer.header("x-request-id") + " ")
        .contains(" endpoint=" + endpoint + " method=" + method + " ")
        .contains(" outcome=" + (code.isEmpty() ? "completed" : "refused") + " status=" + status)
        .contains(" total_us=")
        .doesNotContain("secret")
        .doesNotContain("difficulty")
        .doesNotContain("sk-acme");
    // who asks for what does not exist is not asked for a key
    assertThat(line.contains(" tenant=acme "))
        .isEqualTo(status != 405 && !endpoint.equals("other"));
    if (!code.isEmpty()) {
      assertThat(line).contains(" code=" + code + " ");
      assertThat(refusals(code)).isEqualTo(before + 1);
    }
    assertThat(LINES).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET, /v1/models", "GET, /v1/models/m", "POST, /v1/route", "POST, /v1/feedback"})
  void guessedKeysAreSeen(String method, String path) throws Exception {
    double before = refusals("invalid_api_key");
    for (int i = 0; i < 3; i++) {
      assertThat(ask(method, path, "x-api-key: sk-guess\r\n").status()).isEqualTo(401);
      assertThat(line())
          .contains(" outcome=refused status=401 code=invalid_api_key ")
          .doesNotContain("tenant=")
          .doesNotContain("sk-guess");
    }

    assertThat(refusals("invalid_api_key")).isEqualTo(before + 3);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     /v1/chat/completions, POST",
    "GET,     /v1/route,            POST",
    "GET,     /v1/feedback,         POST",
    "DELETE,  /v1/models,           GET",
    "OPTIONS, /v1/messages,         POST"
  })
  void whoTakesTheWrongMethodIsToldTheRightOne(String method, String path, String right)
      throws Exception {
    RawClient.Answer answer = ask(method, path, "");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo(right);
    assertThat(answer.body()).contains(method + " " + path + ": not that method", right);
    assertThat(line()).contains(" method=" + method + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, POST, 405, POST",
    "/v1/models,           GET,  405, GET",
    "/v1/nothing,          GET,  404,"
  })
  void askingForAnotherOriginIsAnsweredAsAnyOptions(
      String path, String wanted, int status, @Nullable String allowed) throws Exception {
    RawClient.Answer answer =
        ask(
            "OPTIONS",
            path,
            "origin: http://a.example\r\naccess-control-request-method: " + wanted + "\r\n");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"error\":{");
    assertThat(answer.header("allow")).isEqualTo(allowed);
    assertThat(answer.head()).doesNotContainIgnoringCase("access-control");
    assertThat(line()).contains(" method=OPTIONS ", " outcome=refused status=" + status);
  }

  private static String unreadable(String kind) {
    String get = "GET /v1/models HTTP/1.1\r\n";
    return switch (kind) {
      case "line" -> "secret\r\n\r\n";
      case "version" -> "GET /v1/models secret/1\r\nhost: x\r\n\r\n";
      case "target" -> "GET /" + "secret".repeat(4_000) + " HTTP/1.1\r\nhost: x\r\n\r\n";
      case "headers" -> get + "host: x\r\nx: " + "secret".repeat(4_000) + "\r\n\r\n";
      case "header" -> get + "host: x\r\nsec ret: 1\r\n\r\n";
      default -> get + "\r\n";
    };
  }

  @Test
  void aRequestLineMayBeAsLongAsTheLimitSays() throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      client.send("GET /" + "a".repeat(15_000) + " HTTP/1.1\r\nhost: x\r\n\r\n");

      assertThat(client.read().status()).isEqualTo(404);
    }
    assertThat(line()).contains(" endpoint=other ").contains(" status=404 ");
  }

  @ParameterizedTest
  @CsvSource({
    "line,    400, invalid_request",
    "version, 400, invalid_request",
    "target,  414, request_too_large",
    "headers, 431, request_too_large",
    "header,  400, invalid_request",
    "host,    400, invalid_request"
  })
  void whatIsNoRequestIsAnsweredInTheShapeOfAllErrors(String kind, int status, String code)
      throws Exception {
    double before = refusals(code);
    try (RawClient client = new RawClient(gateway.port())) {
      RawClient.Answer answer = client.send(unreadable(kind)).read();

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      assertThat(answer.clean()).isTrue();
      assertThat(answer.body())
          .startsWith("{\"error\":{\"message\":\"the ")
          .contains("\"type\":\"invalid_request_error\",\"code\":\"" + code + "\"");
      assertThat(client.closed()).isTrue();
      assertThat(line())
          .contains(" request=" + answer.header("x-request-id") + " ")
          .contains(" endpoint=other method=other outcome=refused status=" + status)
          .contains(" code=" + code + " ")
          .doesNotContain("secret");
    }
    assertThat(refusals(code)).isEqualTo(before + 1);
    assertThat(LINES).isEmpty();
  }

  @Test
  void whatIsNoRequestIsAnsweredBehindTheOnesBeforeIt() throws Exception {
    gateway.router().clear();
    try (RawClient client = new RawClient(gateway.port())) {
      client.send("GET /v1/models HTTP/1.1\r\nhost: x\r\n" + KEY + "\r\n" + unreadable("line"));

      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.read().body()).contains("\"invalid_request\"");
      assertThat(client.closed()).isTrue();
    }
    assertThat(List.of(line(), line()))
        .anyMatch(line -> line.contains(" endpoint=/v1/models "))
        .anyMatch(line -> line.contains(" endpoint=other "));
  }

  @Test
  void whatIsNoRequestLeavesNoLineOnTheAdminPort() throws Exception {
    try (RawClient client = new RawClient(gateway.adminPort())) {
      assertThat(client.send(unreadable("line")).read().status()).isEqualTo(400);
    }
    assertThat(LINES).isEmpty();
  }

  @Test
  void methodsThatClientsMakeUpAreNotNamed() throws Exception {
    assertThat(ask("SECRET", "/v1/models", KEY).status()).isEqualTo(405);

    assertThat(line()).contains(" method=other ").doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/route", "/v1/feedback", "/v1/chat/completions"})
  void whoLeavesDuringTheUploadIsRefusedNothing(String path) throws Exception {
    double before = refusals("internal_error");
    try (RawClient client = new RawClient(gateway.port())) {
      client.send(
          "POST "
              + path
              + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
              + KEY
              + "expect: 100-continue\r\ncontent-length: 9000\r\n\r\n");
      client.readUntil("100 Continue\r\n\r\n");
    }

    assertThat(line())
        .contains(" tenant=acme ")
        .contains(" outcome=client_closed status=499 ")
        .doesNotContain("code=");
    assertThat(refusals("internal_error")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /v1/models",
    "GET,  /v1/models/expert",
    "POST, /v1/models",
    "POST, /v1/feedback",
    "POST, /v1/chat/completions",
    "GET,  /v1/chat/completions"
  })
  void dataPathsAreNotOnTheAdminPort(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.adminPort() + path);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(method + " " + path + " is no endpoint of this API");
    assertThat(LINES).isEmpty();
  }

  @Test
  void answersLeaveOneLineAndOperatorsNone() throws Exception {
    List<String> lines = new ArrayList<>();
    try (ScriptedUpstream upstream = new ScriptedUpstream().script(Call::plainAnswer)) {
      gateway.router().clear();
      gateway.router().add("expert", "r", upstream.port(), "m");
      for (String path : List.of("/actuator/health/readiness", "/admin/fleet", "/nothing")) {
        URI uri = URI.create("http://127.0.0.1:" + gateway.adminPort() + path);
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
      }
      assertThat(ask("POST", "/v1/chat/completions", KEY).status()).isEqualTo(200);
      lines.add(line());
      ask("GET", "/v1/models", KEY);
      lines.add(line());
    }

    assertThat(lines.getFirst()).contains(" endpoint=/v1/chat/completions ").contains(" expert=");
    assertThat(lines.getLast()).contains(" endpoint=/v1/models ");
    assertThat(LINES).isEmpty();
  }
}
