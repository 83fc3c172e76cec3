package dev.signalbox.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamClientTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void textAndCountsAreReadFromTheStream() {
    StreamedAnswer answer =
        post(
            """
            data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

            data: {"choices":[{"delta":{"content":"a \\"b\\""}}]}

            data: {"choices":[{"delta":{"content":"c"}}]}

            data: {"usage":{"prompt_tokens":12,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":7}}}

            data: [DONE]

            """);

    assertThat(answer.text()).isEqualTo("a \\\"b\\\"c");
    assertThat(answer.promptTokens()).isEqualTo(12);
    assertThat(answer.cachedTokens()).isEqualTo(7);
    assertThat(answer.completionTokens()).isEqualTo(2);
    assertThat(answer.firstTextNanos()).isPositive();
  }

  @Test
  void aStreamThatBreaksOffIsNoMeasurement() {
    assertThatThrownBy(() -> post("data: {\"choices\":[{\"text\":\"half\"}]}\n\n"))
        .hasMessageContaining("no whole stream")
        .hasMessageContaining("half");
  }

  private StreamedAnswer post(String events) {
    byte[] body = events.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/v1",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    return new StreamClient(server.getAddress().getPort()).post("/v1/completions", "{}");
  }
}
