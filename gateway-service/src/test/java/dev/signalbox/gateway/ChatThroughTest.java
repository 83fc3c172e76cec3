package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A chat completion goes through to an upstream and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatThroughTest {
  private RunningGateway gateway;
  private ScriptedUpstream upstream;

  @BeforeAll
  void start() {
    gateway = RunningGateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @BeforeEach
  void freshUpstream() {
    upstream = new ScriptedUpstream();
    gateway.router().clear();
    gateway.router().add("expert", "replica-1", upstream.port(), "m");
  }

  private RoutingOutcome outcome() throws InterruptedException {
    RoutingOutcome outcome = gateway.router().outcomes().poll(5, TimeUnit.SECONDS);
    assertThat(outcome).as("a report to the router").isNotNull();
    return outcome;
  }

  @Test
  void answerPassesThroughWithTheExpertsName() throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      RawClient.Answer answer =
          client
              .post(
                  "/v1/chat/completions",
                  RawClient.chatBody("\"unknown\": {\"a\" :1},"),
                  "x-request-id: abc-1\r\nAuthorization: Bearer secret\r\n")
              .read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Call.ANSWER.replace("\"m\"", "\"expert\""));
      assertThat(answer.header("x-request-id")).isEqualTo("abc-1");
      assertThat(answer.header("x-signalbox-expert")).isEqualTo("expert");
      assertThat(answer.header("x-signalbox-mode")).isEqualTo("single");
      assertThat(answer.header("x-signalbox-difficulty")).isEqualTo("0.250");
      assertThat(answer.header("x-signalbox-arm")).isEqualTo("stable");
      assertThat(answer.header("x-signalbox-revision")).isEqualTo("r1");
      assertThat(answer.header("x-signalbox-attempts")).isEqualTo("1");
      ScriptedUpstream.Received seen = upstream.next();
      assertThat(seen.body())
          .isEqualTo(
              "{\"model\":\"m\",\"unknown\": {\"a\""
                  + " :1},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
      assertThat(seen.head()).doesNotContainIgnoringCase("authorization").doesNotContain("secret");
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
      assertThat(outcome.tokens().get("expert")).isEqualTo(new RoutingOutcome.Tokens(5, 0, 1));
    }
  }

  @Test
  void streamPassesThroughEventByEvent() throws Exception {
    upstream.script(call -> {
      call.startStream().token("a").token("b");
      call.chunk(Call.event("", "\"stop\"") + Call.usage() + "data: [DONE]\n\n").endStream();
    });
    try (RawClient client = new RawClient(gateway.port())) {
      RawClient.Answer answer = client.chat("\"stream\":true,").read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.clean()).isTrue();
      assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
      String expected =
          Call.event("a", "null")
              + Call.event("b", "null")
              + Call.event("", "\"stop\"")
              + "data: [DONE]\n\n";
      assertThat(answer.body()).isEqualTo(expected.replace("\"m\"", "\"expert\""));
      assertThat(upstream.next().body()).endsWith(",\"stream_options\":{\"include_usage\":true}}");
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
      assertThat(outcome.tokens().get("expert")).isEqualTo(new RoutingOutcome.Tokens(5, 3, 2));
    }
  }

  @Test
  void clientThatLeavesAStreamClosesTheUpstream() throws Exception {
    CompletableFuture<Long> closedAt = new CompletableFuture<>();
    upstream.script(call -> {
      call.startStream().token("a");
      call.awaitClose(closedAt);
    });
    RawClient client = new RawClient(gateway.port());
    client.chat("\"stream\":true,").readUntil("\"a\"");
    long left = System.nanoTime();
    client.close();

    assertThat(ScriptedUpstream.await(closedAt) - left)
        .isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
  }

  @Test
  void clientThatLeavesBeforeTheFirstTokenClosesTheUpstream() throws Exception {
    for (String stream : new String[] {"\"stream\":true,", ""}) {
      CompletableFuture<Long> closedAt = new CompletableFuture<>();
      upstream.script(call -> call.awaitClose(closedAt));
      RawClient client = new RawClient(gateway.port());
      client.chat(stream);
      upstream.next();
      long left = System.nanoTime();
      client.close();

      assertThat(ScriptedUpstream.await(closedAt) - left)
          .isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    }
  }
}
