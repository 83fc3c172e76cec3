package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.RawHttp2.Frame;
import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An answer that begins after the first comments, for a client that does not take it yet: it ends
 * in the books as it ends for the client, and not before.
 */
class LateAnswersTest extends GatewayTest {
  private static final int ALL = 1 << 20;

  /** More than a connection takes for sending, and less than a queue before it might hold. */
  private static final int TOKENS = 250;

  @Override
  String[] properties() {
    return new String[] {"signalbox.stream.keep-alive=100ms"};
  }

  /** A client that has the head of its answer, and of the rest nothing while all was said. */
  private RawHttp2 late(String path, String end) throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    CompletableFuture<Void> said = new CompletableFuture<>();
    upstream(call -> {
      ScriptedUpstream.await(go);
      call.startStream();
      for (int i = 0; i < TOKENS; i++) {
        call.token("a");
      }
      call.write(Integer.toHexString(end.length()) + "\r\n" + end + "\r\n0\r\n\r\n");
      said.complete(null);
    });
    RawHttp2 client = new RawHttp2(gateway().port(), 0);
    client.post(1, path, UntranslatableStreamsTest.body(path));
    client.next(RawHttp2.HEADERS);
    go.complete(null);
    ScriptedUpstream.await(said);
    return client;
  }

  private static String taken(RawHttp2 client) throws Exception {
    client.take(0, ALL);
    client.take(1, ALL);
    StringBuilder taken = new StringBuilder();
    Frame frame = client.next();
    while (frame != null && frame.type() != RawHttp2.RST_STREAM) {
      if (frame.type() == RawHttp2.DATA) {
        taken.append(new String(frame.payload(), StandardCharsets.UTF_8));
      }
      frame = frame.endsStream() ? null : client.next();
    }
    return taken.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/responses"})
  void whatIsNoAnswerIsABrokenStream(String path) throws Exception {
    try (RawHttp2 client = late(path, "data: {\"choices\":{}}\n\ndata: [DONE]\n\n")) {
      assertThat(taken(client)).contains("broke off");
    }
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/v1/messages", "/v1/responses"})
  void whoLeavesBeforeTheEndHasNotGotIt(String path) throws Exception {
    try (RawHttp2 client = late(path, Call.event("b", "\"stop\"") + "data: [DONE]\n\n")) {
      client.reset(1);
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.CANCELLED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/v1/messages", "/v1/responses"})
  void whoTakesItAllHasAllOfIt(String path) throws Exception {
    try (RawHttp2 client = late(path, Call.event("b", "\"stop\"") + "data: [DONE]\n\n")) {
      String taken = taken(client);
      assertThat(taken.split("\"a\"", -1)).hasSizeGreaterThan(TOKENS);
      assertThat(taken).contains("\"b\"");
    }
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }
}
