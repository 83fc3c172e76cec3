package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.admission.BodyBytes;
import dev.signalbox.gateway.admission.ConcurrencyLimits;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is under way when the gateway ends is told so; it is not cut without a word. */
class DrainTest {
  private static final Executor OWN_THREAD = task -> Thread.ofVirtual().start(task);
  private static final String CHAT = "/v1/chat/completions";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final CompletableFuture<Long> upstreamClosed = new CompletableFuture<>();
  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private RunningGateway gateway = RunningGateway.none();

  @BeforeEach
  void start() {
    gateway =
        RunningGateway.logging(
            new PrintStream(log, true, StandardCharsets.UTF_8),
            "spring.lifecycle.timeout-per-shutdown-phase=2s",
            "signalbox.stream.keep-alive=300ms");
    gateway.router().add("expert", "r", upstream.port(), "m");
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  /** An upstream that begins a stream and says no more. */
  private void oneToken() {
    upstream.script(call -> {
      call.startStream().token("a");
      call.awaitClose(upstreamClosed);
    });
  }

  private void nothing() {
    upstream.script(call -> call.awaitClose(upstreamClosed));
  }

  private CompletableFuture<Void> stop() {
    return CompletableFuture.runAsync(gateway::close, OWN_THREAD);
  }

  /** What the router and the log were told once all has ended, and that nothing is held. */
  private RoutingOutcome ended(CompletableFuture<Void> stopped) throws Exception {
    ConcurrencyLimits limits = gateway.bean(ConcurrencyLimits.class);
    BodyBytes bodies = gateway.bean(BodyBytes.class);
    ScriptedUpstream.await(upstreamClosed);
    stopped.get(10, TimeUnit.SECONDS);
    assertThat(limits.underWay()).isZero();
    assertThat(bodies.held()).isZero();
    assertThat(gateway.router().outcomes()).hasSize(1);
    return gateway.router().outcomes().remove();
  }

  private void endedByTheGateway(CompletableFuture<Void> stopped, int status) throws Exception {
    RoutingOutcome outcome = ended(stopped);
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.NO_REPLICA);
    assertThat(GatewayTest.attempts(outcome)).containsExactly(AttemptKind.CANCELLED);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("outcome=no_replica status=" + status + " code=no_replica")
        .doesNotContain("client_closed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        CHAT + "|data: {\"error\":{\"message\":\"the gateway is stopping",
        "/v1/messages|event: error",
        "/v1/responses|event: response.failed"
      })
  void streamThatGoesOnIsToldAndCut(String path, String error) throws Exception {
    oneToken();
    try (RawClient client = new RawClient(gateway.port())) {
      client.post(path, body(path, "\"stream\":true,"), "");
      String head = client.readUntil("\r\n\r\n");
      client.readUntil("\"a\"");
      CompletableFuture<Void> stopped = stop();

      RawClient.Answer answer = client.rest(head);
      assertThat(answer.body()).containsOnlyOnce(error).doesNotContain("[DONE]");
      assertThat(answer.clean()).isFalse();
      endedByTheGateway(stopped, 200);
    }
  }

  @Test
  void streamOfHttp2IsToldAndReset() throws Exception {
    oneToken();
    try (RawHttp2 client = new RawHttp2(gateway.port(), 1 << 16)) {
      client.chat(1, "\"stream\":true,");
      client.next(RawHttp2.HEADERS);
      CompletableFuture<Void> stopped = stop();
      StringBuilder body = new StringBuilder();
      RawHttp2.Frame frame = client.next();
      while (frame != null && frame.type() != RawHttp2.RST_STREAM) {
        assertThat(frame.type() == RawHttp2.DATA && frame.endsStream()).isFalse();
        if (frame.type() == RawHttp2.DATA) {
          body.append(new String(frame.payload(), StandardCharsets.UTF_8));
        }
        frame = client.next();
      }

      assertThat(frame).as("a reset of the stream").isNotNull();
      assertThat(body).containsOnlyOnce("data: {\"error\":");
      endedByTheGateway(stopped, 200);
    }
  }

  @Test
  void streamWhoseClientLeavesMeanwhileIsTheClients() throws Exception {
    oneToken();
    CompletableFuture<Void> stopped;
    try (RawClient client = new RawClient(gateway.port())) {
      client.chat("\"stream\":true,").readUntil("\"a\"");
      stopped = stop();
    }
    assertThat(ended(stopped).kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
  }

  @ParameterizedTest
  @CsvSource({
    CHAT + ",true",
    CHAT + ",false",
    "/v1/messages,false",
    "/v1/responses,false",
    "/v1/embeddings,false"
  })
  void requestThatWaitsIsRefused(String path, boolean stream) throws Exception {
    nothing();
    try (RawClient client = new RawClient(gateway.port())) {
      // a stream waits in silence for the time of the first keep-alive, which is over by then
      client.post(path, body(path, stream ? "\"stream\":true," : ""), "");
      upstream.next();
      CompletableFuture<Void> stopped = stop();

      if (stream) {
        String head = client.readUntil(": keep-alive\n\n");
        assertThat(head).startsWith("HTTP/1.1 200");
        RawClient.Answer answer = client.rest(head);
        assertThat(answer.body()).containsOnlyOnce("data: ").contains("\"code\":\"no_replica\"");
        assertThat(answer.clean()).isFalse();
        endedByTheGateway(stopped, 200);
      } else {
        RawClient.Answer answer = client.read();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.body()).contains("the gateway is stopping");
        assertThat(client.closed()).isTrue();
        endedByTheGateway(stopped, 503);
      }
    }
  }

  @Test
  void draftThatIsWrittenMeanwhileIsGivenUp() throws Exception {
    gateway
        .router()
        .cascade(placements ->
            new DraftRule("expert", null, -0.5, 0.5, null, false, null, 1 << 20, null));
    oneToken();
    try (RawClient client = new RawClient(gateway.port())) {
      client.chat("\"stream\":true,");
      String head = client.readUntil(": keep-alive\n\n");
      CompletableFuture<Void> stopped = stop();

      assertThat(client.rest(head).body()).containsOnlyOnce("data: ").contains("no_replica");
      endedByTheGateway(stopped, 200);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void requestWhoseClientLeavesMeanwhileIsTheClients(boolean stream) throws Exception {
    nothing();
    CompletableFuture<Void> stopped;
    try (RawClient client = new RawClient(gateway.port())) {
      client.chat(stream ? "\"stream\":true," : "");
      upstream.next();
      stopped = stop();
    }
    assertThat(ended(stopped).kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
  }

  @Test
  void bodyThatIsStillComingIsRefused() throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      client.send(
          "POST "
              + CHAT
              + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
              + "content-length: 100\r\n\r\n{");
      while (gateway.bean(BodyBytes.class).held() == 0) {
        Thread.onSpinWait();
      }
      CompletableFuture<Void> stopped = stop();

      assertThat(client.read().status()).isEqualTo(503);
      stopped.get(10, TimeUnit.SECONDS);
      assertThat(log.toString(StandardCharsets.UTF_8))
          .contains("outcome=refused status=503 code=no_replica");
    }
  }

  @Test
  void gatewayWithNothingUnderWayEndsAtOnce() {
    long began = System.nanoTime();
    gateway.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
  }

  private static String body(String path, String members) {
    return switch (path) {
      case "/v1/messages" -> RawClient.chatBody(members + "\"max_tokens\":5,");
      case "/v1/responses" -> "{\"model\":\"auto\"," + members + "\"input\":\"hi\"}";
      case "/v1/embeddings" -> "{\"model\":\"auto\",\"input\":\"hi\"}";
      default -> RawClient.chatBody(members);
    };
  }
}
