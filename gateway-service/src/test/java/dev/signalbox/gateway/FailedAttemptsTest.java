package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.dispatch.FailureLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Operators read which replica failed and why, in the log and in the line of the request. */
class FailedAttemptsTest {
  private static final String STREAM = "\"stream\":true,";
  private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> WARNINGS = new LinkedBlockingQueue<>();
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(FailureLog.class);
  private static final AppenderBase<ILoggingEvent> KEPT =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          WARNINGS.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };
  private static RunningGateway gateway = RunningGateway.none();
  private static int replicas;

  private final List<ScriptedUpstream> opened = new ArrayList<>();

  @BeforeAll
  static void start() {
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
            "signalbox.dispatch.first-token-timeout=500ms",
            "signalbox.dispatch.answer-timeout=500ms");
    KEPT.start();
    LOG.addAppender(KEPT);
  }

  @AfterAll
  static void stop() {
    LOG.detachAppender(KEPT);
    gateway.close();
  }

  @BeforeEach
  void forget() {
    LINES.clear();
    WARNINGS.clear();
  }

  @AfterEach
  void closeUpstreams() {
    opened.forEach(ScriptedUpstream::close);
    gateway.router().clear();
  }

  /** One more replica; its id is new, so that nothing was told of it before. */
  private String replica(ScriptedUpstream.Script script) {
    ScriptedUpstream upstream = new ScriptedUpstream().script(script);
    opened.add(upstream);
    String id = "failing-" + replicas++;
    gateway.router().add("expert", id, upstream.port(), "m");
    return id;
  }

  private static void answer(Call call) throws Exception {
    if (call.request().body().contains("\"stream\":true")) {
      call.startStream().chunk(Call.event("x", "\"stop\"") + "data: [DONE]\n\n").endStream();
    } else {
      call.plainAnswer();
    }
  }

  /** Asks, and gives the line of the access log. */
  private static String ask(String id, String more) throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      client.post("/v1/chat/completions", RawClient.chatBody(more), "x-request-id: " + id + "\r\n");
      client.read();
    }
    String line = LINES.poll(5, TimeUnit.SECONDS);
    assertThat(line).as("a line of the access log").isNotNull();
    return line == null ? "" : line;
  }

  private static void misbehave(Call call, String how) throws Exception {
    String secret = "{\"error\":{\"message\":\"bad key sk-secret at http://10.0.0.5\"}}";
    switch (how) {
      case "http 401" -> call.respond(401, "application/json", "", secret);
      case "http 404" -> call.respond(404, "text/html", "", secret);
      case "http 503" -> call.respond(503, "text/html", "", secret);
      case "http 429" -> call.respond(429, "application/json", "", secret);
      case "not an event stream" -> call.respond(200, "text/html", "", secret);
      case "head too long" ->
          call.respond(200, "text/html", "x-a: " + "a".repeat(20_000) + "\r\n", secret);
      case "connection closed before an answer" -> call.hangUp();
      case "error event 500" ->
          call.startStream()
              .chunk("data: {\"error\":{\"code\":500,\"message\":\"sk-secret\"}}\n\n")
              .endStream();
      case "no answer in time" -> call.awaitClose(new CompletableFuture<>());
      default -> throw new AssertionError(how);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http 401",
        "http 404",
        "http 503",
        "http 429",
        "not an event stream",
        "head too long",
        "connection closed before an answer",
        "error event 500",
        "no answer in time"
      })
  void causeIsToldOfWhoeverFailed(String cause) throws Exception {
    String failing = replica(call -> misbehave(call, cause));
    replica(FailedAttemptsTest::answer);
    String line = ask("request-1", STREAM);

    assertThat(WARNINGS)
        .containsExactly(
            "WARN request request-1: expert expert, replica " + failing + " failed: " + cause);
    assertThat(line)
        .contains(" attempts=2 failed=" + failing + ":" + cause.replace(' ', '_') + " ")
        .contains(" outcome=completed ")
        .doesNotContain("127.0.0.1")
        .doesNotContain("sk-secret");
  }

  @Test
  void refusedConnectionAndNoCompletionAreToldInOrder() throws Exception {
    String gone = replica(Call::hangUp);
    opened.getLast().close();
    String odd = replica(call -> call.respond(200, "application/json", "", "{\"detail\":\"x\"}"));
    String line = ask("request-2", "");

    assertThat(line)
        .contains(" failed=" + gone + ":connection_refused," + odd + ":the_answer_is_no_JSON")
        .contains(" code=upstream_failed ");
    assertThat(WARNINGS).hasSize(2);
  }

  @Test
  void streamThatBreaksIsTold() throws Exception {
    String failing = replica(call -> call.startStream().token("a").hangUp());
    String line = ask("request-3", STREAM);

    assertThat(line)
        .contains(" failed=" + failing + ":the_upstream_broke_off_its_answer ")
        .contains(" outcome=upstream_failed ");
    assertThat(WARNINGS).singleElement().asString().contains("replica " + failing + " failed: ");
  }

  @Test
  void refusalOfTheRequestAndAnswersAreNoFailures() throws Exception {
    replica(call -> call.respond(400, "application/json", "", "{\"error\":{\"message\":\"x\"}}"));
    assertThat(ask("request-4", "")).doesNotContain("failed=");
    gateway.router().clear();
    replica(FailedAttemptsTest::answer);
    assertThat(ask("request-5", STREAM)).doesNotContain("failed=");

    assertThat(WARNINGS).isEmpty();
  }

  @Test
  void clientThatLeavesIsNoFailure() throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Long> closed = new CompletableFuture<>();
    replica(call -> {
      call.startStream().token("a");
      begun.complete(null);
      call.awaitClose(closed);
    });
    try (RawClient client = new RawClient(gateway.port())) {
      client.chat(STREAM);
      ScriptedUpstream.await(begun);
    }
    ScriptedUpstream.await(closed);

    assertThat(LINES.poll(5, TimeUnit.SECONDS)).doesNotContain("failed=");
    assertThat(WARNINGS).isEmpty();
  }

  @Test
  void whatGoesOnIsToldOnceInAWhile() throws Exception {
    String failing = replica(call -> call.respond(500, "text/html", "", ""));
    for (int i = 0; i < 3; i++) {
      assertThat(ask("request-6", "")).contains(" failed=" + failing + ":http_500 ");
    }

    assertThat(WARNINGS).hasSize(1);
  }
}
