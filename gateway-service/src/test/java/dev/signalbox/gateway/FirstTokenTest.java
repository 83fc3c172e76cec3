package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream begins with its first token: what comes before is held back until then. */
class FirstTokenTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";
  private static final String DONE = "data: [DONE]\n\n";
  private static final String ROLE = choice("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}");
  private static final String FILTERS =
      "data: {\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n";
  private static final String END = choice("\"delta\":{},\"finish_reason\":\"stop\"");

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.done-grace=200ms",
      "signalbox.dispatch.first-token-timeout=500ms",
      "signalbox.dispatch.breaker-minimum=1000",
      "signalbox.dispatch.breaker-calls=1000"
    };
  }

  private static String choice(String members) {
    return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
        + members
        + "}]}\n\n";
  }

  private static void answer(Call call) throws Exception {
    call.startStream().chunk(Call.event("x", "\"stop\"") + DONE).endStream();
  }

  @ParameterizedTest
  @CsvSource({
    "role, reset",
    "role, hang up",
    "role, clean end",
    "role, error event",
    "role, error named so",
    "role, silence",
    "filters, hang up",
    "filters and role, hang up"
  })
  void upstreamThatDiesBeforeItsFirstTokenIsFollowedByTheNext(String first, String how)
      throws Exception {
    String before =
        (first.contains("filters") ? FILTERS : "") + (first.contains("role") ? ROLE : "");
    upstream(call -> {
      call.startStream().chunk(before);
      switch (how) {
        case "reset" -> call.reset();
        case "hang up" -> call.hangUp();
        case "clean end" -> call.endStream();
        case "silence" -> call.awaitClose(new CompletableFuture<>());
        case "error event" ->
            call.chunk("data: {\"error\":{\"message\":\"secret\"}}\n\n").endStream();
        default -> call.chunk("event: error\ndata: {\"message\":\"secret\"}\n\n").endStream();
      }
    });
    upstream(FirstTokenTest::answer);
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-signalbox-attempts")).isEqualTo("2");
    assertThat(answer.body())
        .isEqualTo(Call.event("x", "\"stop\"").replace("\"m\"", "\"expert\"") + DONE);
    assertThat(answer.clean()).isTrue();
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(attempts(outcome).getFirst())
        .isEqualTo(
            how.equals("silence") ? AttemptKind.FIRST_TOKEN_TIMEOUT : AttemptKind.SERVER_ERROR);
  }

  @Test
  void whatWasHeldBackComesInOrderAsItIs() throws Exception {
    String comment = ": hello\n\n";
    String token = choice("\"delta\":{\"content\":\"a\"}");
    String events = comment + FILTERS + ROLE + token + ROLE + END + DONE;
    upstream(call -> {
      call.startStream();
      for (String event : events.splitWithDelimiters("\n\n", 0)) {
        call.chunk(event.isEmpty() ? ": x\n\n" : event);
      }
      call.endStream();
    });
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body().replace(": x\n\n", "")).isEqualTo(events);
    assertThat(answer.clean()).isTrue();
    // one chunk has a token, and nobody counted otherwise
    assertThat(outcome().tokens().get("expert")).isEqualTo(new RoutingOutcome.Tokens(0, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"done", "reason", "reason and done"})
  void aStreamWithoutATokenIsWholeAtItsEnd(String how) throws Exception {
    String events = FILTERS + ROLE + (how.startsWith("reason") ? END : "");
    upstream(
        call -> call.startStream().chunk(events + (how.endsWith("done") ? DONE : "")).endStream());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body()).isEqualTo(events + DONE);
    assertThat(answer.clean()).isTrue();
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void noMoreThanALittleIsHeldBack() throws Exception {
    String long1 = choice("\"delta\":{\"role\":\"" + "x".repeat(40_000) + "\"}");
    upstream(call -> call.startStream().chunk(long1).chunk(long1).hangUp());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith(long1 + long1).contains("\"upstream_failed\"");
    assertThat(answer.clean()).isFalse();
    assertThat(attempts(outcome())).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  /** A server that thinks for minutes may show that it lives by deltas that say nothing. */
  @Test
  void whoGoesOnWithoutATokenHasBegun() throws Exception {
    String thinking = choice("\"delta\":{\"content\":\"\"}");
    upstream(call -> call.startStream().chunk(ROLE + thinking + thinking + thinking).hangUp());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body()).startsWith(ROLE + thinking.repeat(3)).contains("upstream_failed");
    assertThat(attempts(outcome())).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @Test
  void commentsWithoutEndAreNotHeldBack() throws Exception {
    String comments = (":" + "x".repeat(998) + "\n\n").repeat(70);
    upstream(call -> call.startStream().chunk(comments).hangUp());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith(comments);
  }

  @Test
  void refusalBehindTheRoleIsTheClients() throws Exception {
    upstream(call ->
        call.startStream()
            .chunk(
                ROLE + "data: {\"error\":{\"code\":400,\"message\":\"temperature: 9\"}}\n\n" + DONE)
            .endStream());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("temperature: 9");
  }

  @Test
  void clientThatLeavesWhileItIsHeldBackClosesTheUpstream() throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      CompletableFuture<Void> begun = new CompletableFuture<>();
      upstream(call -> {
        call.startStream().chunk(FILTERS + ROLE);
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
