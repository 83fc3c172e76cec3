package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.RawHttp2.Frame;
import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.admission.ConcurrencyLimits;
import dev.signalbox.router.api.OutcomeKind;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections of HTTP/2 that hold a place and bring nothing are ended, and no others. */
class Http2WatchTest extends GatewayTest {
  private static final int OPEN = 65_535;
  private static final int NO_ERROR = 0;
  private static final int CANCEL = 8;

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.limits.idle-timeout=500ms",
      "signalbox.limits.read-timeout=500ms",
      "signalbox.stream.slow-reader-timeout=600ms"
    };
  }

  private RawHttp2 connect(int window) throws Exception {
    return new RawHttp2(gateway().port(), window);
  }

  private static void isLetGo(RawHttp2 client) throws Exception {
    assertThat(client.next(RawHttp2.GOAWAY).goAwayCode()).isEqualTo(NO_ERROR);
    assertThat(client.next()).isNull();
  }

  @Test
  void connectionWithoutAStreamIsClosedInOrder() throws Exception {
    try (RawHttp2 client = connect(OPEN)) {
      isLetGo(client);
    }
  }

  @Test
  void connectionWhoseStreamsAreAnsweredIsClosedInOrder() throws Exception {
    upstream(Call::plainAnswer);
    try (RawHttp2 client = connect(OPEN)) {
      client.chat(1, "");
      Frame frame = client.next(RawHttp2.DATA);
      while (!frame.endsStream()) {
        frame = client.next(RawHttp2.DATA);
      }
      isLetGo(client);
    }
  }

  @Test
  void connectionThatWaitsForAnAnswerIsKept() throws Exception {
    CompletableFuture<Long> othersLetGo = new CompletableFuture<>();
    upstream(call -> {
      ScriptedUpstream.await(othersLetGo);
      call.plainAnswer();
    });
    try (RawHttp2 client = connect(OPEN)) {
      client.chat(1, "");
      for (int i = 0; i < 2; i++) {
        connectionWithoutAStreamIsClosedInOrder();
      }
      othersLetGo.complete(0L);
      assertThat(new String(client.next(RawHttp2.DATA).payload(), StandardCharsets.UTF_8))
          .contains("hello");
      isLetGo(client);
    }
  }

  @Test
  void answerThatNobodyTakesIsReset() throws Exception {
    upstream(Call::plainAnswer);
    try (RawHttp2 client = connect(0)) {
      client.chat(1, "");
      Frame reset = client.next(RawHttp2.RST_STREAM);

      assertThat(reset.stream()).isEqualTo(1);
      assertThat(reset.resetCode()).isEqualTo(CANCEL);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      assertThat(gateway().bean(ConcurrencyLimits.class).underWay()).isZero();
      isLetGo(client);
    }
  }

  @Test
  void streamThatNobodyTakesIsResetAndItsUpstreamClosed() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> call.startStream().token("a").awaitClose(closed));
    try (RawHttp2 client = connect(0)) {
      client.chat(1, "\"stream\":true,");

      assertThat(client.next(RawHttp2.RST_STREAM).stream()).isEqualTo(1);
      ScriptedUpstream.await(closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    }
  }

  @Test
  void theOthersOfAConnectionGoOn() throws Exception {
    CompletableFuture<Long> firstWasReset = new CompletableFuture<>();
    upstream(call -> {
      if (call.request().body().contains("late")) {
        ScriptedUpstream.await(firstWasReset);
      }
      call.plainAnswer();
    });
    try (RawHttp2 client = connect(0)) {
      client.chat(1, "").chat(3, "\"user\":\"late\",");
      client.take(3, OPEN);
      assertThat(client.next(RawHttp2.RST_STREAM).stream()).isEqualTo(1);
      firstWasReset.complete(0L);
      Frame answer = client.next(RawHttp2.DATA);

      assertThat(answer.stream()).isEqualTo(3);
      assertThat(new String(answer.payload(), StandardCharsets.UTF_8)).contains("hello");
    }
  }

  /** Its window is as large as the answer, so that it says nothing while it reads. */
  @Test
  void clientOnASlowConnectionGetsAll() throws Exception {
    int length = 16 << 20;
    upstream(call ->
        call.respond(
            200, "application/json", "", Call.ANSWER.replace("hello", "x".repeat(length))));
    long taken = 0;
    try (RawHttp2 client = connect(2 * length)) {
      client.take(0, 2 * length);
      client.chat(1, "");
      for (int frames = 1; ; frames++) {
        Frame piece = client.next(RawHttp2.DATA);
        taken += piece.payload().length;
        if (piece.endsStream()) {
          break;
        }
        if (frames % 16 == 0) {
          CompletableFuture<Void> never = new CompletableFuture<>();
          never.completeOnTimeout(null, 40, TimeUnit.MILLISECONDS).get();
        }
      }
    }
    assertThat(taken).isGreaterThan(length);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void clientThatLeavesItsStuckStreamIsGone() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> call.startStream().token("a").awaitClose(closed));
    try (RawHttp2 client = connect(0)) {
      client.chat(1, "\"stream\":true,");
      client.next(RawHttp2.HEADERS);
      client.reset(1);

      ScriptedUpstream.await(closed);
      assertThat(outcome().kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      isLetGo(client);
    }
  }
}
