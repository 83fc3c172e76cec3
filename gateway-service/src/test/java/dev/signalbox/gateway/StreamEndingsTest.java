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

/** How streams end, and what that is taken for. */
class StreamEndingsTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.idle-timeout=700ms",
      "signalbox.stream.keep-alive=250ms",
      "signalbox.stream.done-grace=200ms",
      "signalbox.dispatch.first-token-timeout=1500ms",
      "signalbox.dispatch.breaker-minimum=1000",
      "signalbox.dispatch.breaker-calls=1000"
    };
  }

  private static String expert(String events) {
    return events.replace("\"m\"", "\"expert\"");
  }

  @Test
  void finishReasonWithoutDoneIsWholeAndDoneIsAdded() throws Exception {
    String events = Call.event("a", "null") + Call.event("b", "\"stop\"");
    upstream(call -> call.startStream().chunk(events).endStream());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(expert(events) + "data: [DONE]\n\n");
    assertThat(answer.clean()).isTrue();
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: [DONE]", "data: [DONE]\n", "data: [DONE]\r\n"})
  void lastLineWithoutItsBlankLineCounts(String last) throws Exception {
    upstream(call -> call.startStream().token("a").chunk(last).endStream());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .startsWith(expert(Call.event("a", "null")) + "data: [DONE]")
        .endsWith("\n");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void lastJsonWithoutItsBlankLineCounts() throws Exception {
    String last = Call.event("b", "\"stop\"").strip();
    upstream(call -> call.startStream().token("a").chunk(last).endStream());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(expert(Call.event("a", "null") + last + "\n\n") + "data: [DONE]\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset",
        "hang up",
        "clean end",
        "empty reasons",
        "half a line",
        "reset after finish",
        "reset after done",
        "error event",
        "detail",
        "object error",
        "event named error",
        "garbage"
      })
  void brokenStreamGetsAnErrorEventAndNoCleanEnd(String how) throws Exception {
    upstream(call -> {
      call.startStream().token("a");
      switch (how) {
        case "reset" -> call.reset();
        case "hang up" -> call.hangUp();
        case "clean end" -> call.endStream();
        case "empty reasons" ->
            call.chunk(Call.event("b", "\"\"")).chunk(Call.event("c", "\"\"")).endStream();
        case "half a line" -> call.chunk("data: {\"id\":").endStream();
        case "reset after finish" -> call.chunk(Call.event("b", "\"stop\"")).hangUp();
        case "reset after done" -> call.chunk("data: [DONE]\n\n").hangUp();
        case "error event" ->
            call.chunk("data: {\"error\":{\"message\":\"secret\"}}\n\n").endStream();
        case "detail" -> call.chunk("data: {\"detail\":\"secret\"}\n\n").endStream();
        case "object error" ->
            call.chunk("data: {\"object\":\"error\",\"message\":\"secret\"}\n\n").endStream();
        case "event named error" ->
            call.chunk("event: error\ndata: {\"text\":\"secret\"}\n\n").endStream();
        default -> call.chunk("data: garbage\n\n").endStream();
      }
    });
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .startsWith(expert(Call.event("a", "null")));
    assertThat(answer.body())
        .contains("data: {\"error\":{")
        .contains("\"upstream_failed\"")
        .endsWith("}\n\n");
    assertThat(answer.body()).doesNotContain("[DONE]").doesNotContain("secret");
    assertThat(answer.clean()).isFalse();
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @Test
  void silenceInTheMiddleIsBrokenOff() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("a");
      call.awaitClose(closed);
    });
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body()).contains(": keep-alive\n\n").contains("\"upstream_timeout\"");
    assertThat(answer.clean()).isFalse();
    ScriptedUpstream.await(closed);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_TIMEOUT);
  }

  @Test
  void upstreamThatKeepsTheConnectionAfterDoneIsWhole() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("a").chunk("data: [DONE]\n\n");
      call.awaitClose(closed);
    });
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    ScriptedUpstream.await(closed);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void whatIsSaidAfterDoneGivesNoMoreTime() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("a").chunk("data: [DONE]\n\n");
      try {
        while (true) {
          call.chunk(": still here\n\n");
        }
      } finally {
        closed.complete(null);
      }
    });
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(expert(Call.event("a", "null")) + "data: [DONE]\n\n");
    ScriptedUpstream.await(closed);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void waitingClientIsKeptAliveByComments() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    upstream(call -> {
      go.get(5, TimeUnit.SECONDS);
      call.startStream().chunk(Call.event("a", "\"stop\"") + "data: [DONE]\n\n").endStream();
    });
    RawClient client = client().chat(STREAM);
    String head = client.readUntil(": keep-alive\n\n");
    go.complete(null);
    String rest = client.readUntil("data: [DONE]\n\n");

    assertThat(head).startsWith("HTTP/1.1 200");
    assertThat(rest).contains(expert(Call.event("a", "\"stop\"")));
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void errorAfterCommentsIsAnErrorEventAndFurtherPlacementsWereTried() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    upstream(call -> {
      go.get(5, TimeUnit.SECONDS);
      call.respond(500, "text/html", "", "");
    });
    ScriptedUpstream second = upstream(call -> call.respond(500, "text/html", "", ""));
    RawClient client = client().chat(STREAM);
    client.readUntil(": keep-alive\n\n");
    go.complete(null);
    String rest = client.readUntil("}}\n\n");

    assertThat(rest).contains("data: {\"error\":").contains("\"upstream_failed\"");
    second.next();
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }

  @Test
  void clientThatLeavesWhileKeptAliveClosesTheUpstream() throws Exception {
    inTime(() -> {
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(call -> call.awaitClose(closed));
      RawClient client = client().chat(STREAM);
      client.readUntil(": keep-alive\n\n");

      leave(client, closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    });
  }

  @Test
  void usageChunkReachesWhoAskedForIt() throws Exception {
    upstream(call ->
        call.startStream()
            .chunk(Call.event("a", "\"stop\"") + Call.usage() + "data: [DONE]\n\n")
            .endStream());
    RawClient.Answer answer =
        client().chat(STREAM + "\"stream_options\":{\"include_usage\":true},").read();

    assertThat(answer.body()).contains(expert(Call.usage()));
  }

  @Test
  void usageIsExplainedToWhoAskedForIt() throws Exception {
    upstream(call ->
        call.startStream()
            .chunk(Call.event("a", "\"stop\"") + Call.usage() + "data: [DONE]\n\n")
            .endStream());
    RawClient.Answer answer = client().chat(STREAM + "\"signalbox\":{\"explain\":true},").read();

    assertThat(answer.body())
        .contains(
            "\"cached_tokens\":3},\"signalbox\":{\"tokens\":{\"expert\":2},\"expert\":\"expert\",\"mode\":\"single\"")
        .contains("\"reasons\":[{\"rule\":\"fixed\"");
  }

  @Test
  void commentsAndFramingPassThroughAsTheyAre() throws Exception {
    String events =
        ": hello\r\n\r\nevent: x\r\nid: 3\r\ndata: {\"model\":\"m\",\r\ndata: \"choices\":[{\"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n";
    upstream(call -> {
      call.startStream();
      for (int i = 0; i < events.length(); i++) {
        call.chunk(events.substring(i, i + 1));
      }
      call.endStream();
    });
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, "")).isEqualTo(expert(events));
    assertThat(answer.clean()).isTrue();
  }

  @Test
  void whatIsUnknownAndNoErrorPassesAsItIs() throws Exception {
    String events =
        "data: {\"choices\":[],\"prompt_filter_results\":[]}\n\n"
            + "event: errors\ndata: {\"x_odd\":{\"detail\":\"a\"}}\n\n"
            + "data: {\"detail\":null,\"message\":{\"text\":\"a\"}}\n\n"
            + "data: {\"message\":\"a\",\"usage\":{\"completion_tokens\":1}}\n\n"
            + "data: {\"choices\":[{\"index\":0,\"delta\":{\"detail\":\"a\"}}],\"detail\":\"b\"}\n\n"
            + "data: [DONE]\n\n";
    upstream(call -> call.startStream().chunk(events).endStream());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, "")).isEqualTo(events);
    assertThat(answer.clean()).isTrue();
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void lineBeyondOneMebibyteIsAnError() throws Exception {
    String line = "x".repeat(1 << 19);
    upstream(call ->
        call.startStream()
            .token("a")
            .chunk("data: \"" + line)
            .chunk(line)
            .chunk("\"\n\n")
            .endStream());
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body()).contains("longer than 1 MiB");
    assertThat(answer.clean()).isFalse();
  }
}
