package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.admission.BodyBytes;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all requests together hold of their bodies is bounded, and given back however they end. */
class HeldBodiesTest extends GatewayTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String ROUTE = "/v1/route";
  private static final String FEEDBACK = "/v1/feedback";

  @TempDir private static Path home = Path.of("");

  private CompletableFuture<Void> end = new CompletableFuture<>();

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.limits.request-body=64KB",
      "signalbox.limits.request-bodies=96KB",
      "signalbox.limits.read-timeout=400ms",
      "signalbox.feedback.dir=" + home
    };
  }

  @BeforeEach
  void noAnswerHasEnded() {
    end = new CompletableFuture<>();
  }

  @AfterEach
  void everythingIsGivenBack() {
    end.complete(null);
    held(0);
  }

  /**
   * Waits until so much is held: what a client that left had sent is let go of soon, not at once.
   */
  private void held(long bytes) {
    BodyBytes bodies = gateway().bean(BodyBytes.class);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (bodies.held() != bytes && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(bodies.held()).isEqualTo(bytes);
  }

  private static String body(int length) {
    String chat = RawClient.chatBody("\"user\":\"\",");
    return RawClient.chatBody("\"user\":\"" + "x".repeat(length - chat.length()) + "\",");
  }

  /** A request of 60,000 bytes whose answer has begun and goes on until the test says so. */
  private RawClient underWay() throws Exception {
    CompletableFuture<Void> over = end;
    upstream(call -> {
      call.startStream().token("a");
      over.get(5, TimeUnit.SECONDS);
      call.chunk("data: [DONE]\n\n").endStream();
    });
    String body = body(60_000).replace("\"user\":\"xxxxxxxxxxxxxx", "\"stream\":true,\"user\":\"");
    assertThat(body).hasSize(60_000);
    RawClient client = client().post(CHAT, body, "");
    client.readUntil("\"a\"");
    held(60_000);
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, "/v1/messages", ROUTE, FEEDBACK})
  void whatIsTooMuchIsRefusedUntilTheOtherAnswerHasEnded(String path) throws Exception {
    RawClient first = underWay();
    RawClient second = client().post(path, body(40_000), "");
    RawClient.Answer refused = second.read();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("retry-after")).isEqualTo("1");
    assertThat(refused.body()).contains("request bodies");
    assertThat(second.closed()).isTrue();
    held(60_000);

    end.complete(null);
    first.readUntil("0\r\n\r\n");
    held(0);
    assertThat(client().post(path, body(40_000), "").read().status()).isNotEqualTo(503);
  }

  @Test
  void whoLeavesDuringTheAnswerGivesBack() throws Exception {
    underWay().close();

    held(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, ROUTE, FEEDBACK})
  void whoLeavesDuringTheUploadGivesBack(String path) throws Exception {
    RawClient client = client();
    client.send(
        "POST "
            + path
            + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + "content-length: 50000\r\n\r\n{");
    held(path.equals(FEEDBACK) ? 1 : 50_000);
    client.close();

    held(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, ROUTE, FEEDBACK})
  void whoIsTooSlowGivesBack(String path) throws Exception {
    RawClient client = client();
    client.send(
        "POST "
            + path
            + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n");

    assertThat(client.read().status()).isEqualTo(408);
  }

  @Test
  void answersInOnePieceGiveBack() throws Exception {
    upstream(Call::plainAnswer);
    for (int i = 0; i < 4; i++) {
      assertThat(client().post(CHAT, body(60_000), "").read().status()).isEqualTo(200);
      held(0); // its end has reached the client a moment before the body is let go of
    }
  }
}
