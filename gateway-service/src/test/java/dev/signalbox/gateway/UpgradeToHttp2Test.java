package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client that asks for h2c with its first request, as the JDK's own does when left alone. The
 * connection turns where the body is short; any other is answered all the same.
 */
class UpgradeToHttp2Test extends GatewayTest {

  static Stream<Integer> lengths() {
    return Stream.of(0, 60_000, 200_000, 2_000_000);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void firstRequestMayBringABodyAndAskForHttp2(int padding) throws Exception {
    upstream(Call::plainAnswer);
    String body = RawClient.chatBody("\"padding\":\"" + "x".repeat(padding) + "\",");

    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + gateway().port() + "/v1/chat/completions"))
                  .timeout(Duration.ofSeconds(10))
                  .header("content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version())
          .isEqualTo(padding <= 60_000 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
      assertThat(answer.body()).isEqualTo(Call.ANSWER.replace("\"m\"", "\"expert\""));
    }
  }

  @Test
  void longBodyIsNotWaitedForBeforeTheHeadIsLookedAt() throws Exception {
    String unread =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\n"
            + "connection: upgrade, http2-settings\r\nupgrade: h2c\r\n"
            + "http2-settings: AAMAAABkAAQAAP__\r\ncontent-length: 20000000\r\n\r\n";

    RawClient.Answer answer = client().send(unread).read();

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body()).contains("unsupported_media_type");
  }
}
