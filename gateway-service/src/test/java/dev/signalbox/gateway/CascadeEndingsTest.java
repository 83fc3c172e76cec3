package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.dispatch.ReplicaGuards;
import dev.signalbox.gateway.translate.Translated;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cascades end exactly once, whenever the client leaves and however long it is kept waiting. */
class CascadeEndingsTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.keep-alive=150ms",
      "signalbox.dispatch.breaker-minimum=10000",
      "signalbox.dispatch.breaker-calls=10000",
      "signalbox.dispatch.retry-floor=10000"
    };
  }

  private void rule(boolean easy, @Nullable Duration budget) {
    gateway()
        .router()
        .cascade(placements ->
            new DraftRule("small", null, -0.5, 0.5, null, easy, budget, 1 << 20, null));
  }

  private static String event(String text, String logprob, String finish) {
    return Call.event(text, finish)
        .replace(
            "\"finish_reason\"",
            "\"logprobs\":{\"content\":[{\"logprob\":" + logprob + "}]},\"finish_reason\"");
  }

  private static ScriptedUpstream.Script answer(String text, String logprob) {
    return call -> {
      call.startStream();
      for (int i = 0; i < 4; i++) {
        call.chunk(event(text, logprob, "null"));
        Thread.onSpinWait();
      }
      call.chunk(event(text, logprob, "\"stop\"") + "data: [DONE]\n\n").endStream();
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "-2.5"})
  void clientsThatLeaveAtAnyMomentEndExactlyOnce(String logprob) throws Exception {
    rule(true, Duration.ofMillis(2));
    upstream("small", answer("cheap", logprob));
    upstream("large", answer("dear", logprob));
    int clients = 80;
    for (int i = 0; i < clients; i++) {
      RawClient client = new RawClient(gateway().port());
      client.chat(STREAM);
      long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(100L * i);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      client.close();
    }
    Set<String> ended = new HashSet<>();
    RoutingOutcome outcome = gateway().router().outcomes().poll(5, TimeUnit.SECONDS);
    while (outcome != null) {
      assertThat(ended.add(outcome.requestId())).isTrue();
      // a slow machine may route a request whose client has long left
      boolean all = ended.size() == gateway().router().routed().size();
      outcome = gateway().router().outcomes().poll(all ? 2_000 : 5_000, TimeUnit.MILLISECONDS);
    }

    assertThat(ended).isEqualTo(gateway().router().routed());
    gateway()
        .bean(ReplicaGuards.class)
        .bulkheads()
        .getAllBulkheads()
        .forEach(bulkhead ->
            assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls())
                .isEqualTo(bulkhead.getMetrics().getMaxAllowedConcurrentCalls()));
  }

  @Test
  void clientIsKeptAliveWhileADraftIsWrittenAndGetsTheNextExpertsAnswer() throws Exception {
    rule(true, null);
    CompletableFuture<Void> go = new CompletableFuture<>();
    upstream(
        "small",
        call -> {
          call.startStream().chunk(event("cheap", "-2.5", "null"));
          go.get(5, TimeUnit.SECONDS);
          call.chunk(event("cheap", "-2.5", "\"stop\"") + "data: [DONE]\n\n").endStream();
        });
    upstream("large", answer("dear", "-2.5"));
    RawClient client = client().chat(STREAM);
    String head = client.readUntil(": keep-alive\n\n");
    go.complete(null);
    String rest = client.readUntil("data: [DONE]\n\n");

    assertThat(head).startsWith("HTTP/1.1 200").contains("x-signalbox-mode: cascade");
    assertThat(rest).contains("dear").doesNotContain("cheap");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void clientThatLeavesWhileKeptAliveClosesTheDraftsUpstream() throws Exception {
    inTime(() -> {
      rule(false, Duration.ofSeconds(30));
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(
          "small",
          call -> {
            call.startStream().chunk(event("cheap", "-2.5", "null"));
            call.awaitClose(closed);
          });
      upstream("large", answer("dear", "-2.5"));
      RawClient client = client().chat(STREAM);
      client.readUntil(": keep-alive\n\n");

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }

  /** A token, and then many pieces of which a client of another API gets nothing. */
  private static Call longDraft(Call call) throws Exception {
    call.startStream().token("cheap");
    for (int i = 0; i < 8_000; i++) {
      call.token("");
    }
    return call;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/responses"})
  void longDraftOfWhichAClientGetsLittleIsDeliveredToItsEnd(String path) throws Exception {
    rule(true, null);
    upstream(
        "small",
        call -> longDraft(call).chunk(Call.event("", "\"stop\"") + "data: [DONE]\n\n").endStream());
    RawClient.Answer answer = client().post(path, UntranslatableStreamsTest.body(path), "").read();

    assertThat(answer.clean()).isTrue();
    assertThat(Translated.names(Translated.events(answer.body())))
        .last()
        .isEqualTo(path.equals("/v1/messages") ? "message_stop" : "response.completed");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/responses"})
  void clientThatLeavesALongDraftClosesItsUpstream(String path) throws Exception {
    inTime(() -> {
      rule(true, Duration.ofSeconds(1));
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream("small", call -> longDraft(call).awaitClose(closed));
      RawClient client = client().post(path, UntranslatableStreamsTest.body(path), "");
      client.readUntil("cheap");

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }
}
