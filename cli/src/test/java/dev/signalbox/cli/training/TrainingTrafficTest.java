package dev.signalbox.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.cli.process.Ports;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrainingTrafficTest {

  @Test
  @Timeout(60)
  void asksForStreamsAndWholeAnswersAndWrongly() throws Exception {
    Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    HttpServer application =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      application.setExecutor(threads);
      application.createContext(
          "/v1/chat/completions",
          exchange -> {
            try (exchange) {
              String body =
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
              asked.computeIfAbsent(body, _ -> new AtomicInteger()).incrementAndGet();
              exchange.sendResponseHeaders(200, 2);
              exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            }
          });
      application.start();
      try (TrainingTraffic traffic =
          new TrainingTraffic(application.getAddress().getPort(), "training", null)) {
        assertThat(traffic.status("/health")).isEqualTo(404);
        traffic.run();
      }
    } finally {
      application.stop(0);
    }

    assertThat(asked.keySet())
        .anyMatch(body -> body.contains("\"stream\":true") && body.contains("\"training\""))
        .anyMatch(body -> body.contains("\"stream\":false") && body.contains("\"training\""))
        .anyMatch(body -> body.contains("no-such-model"))
        .contains("{\"model\":");
    assertThat(asked.values()).allMatch(times -> times.get() > 1);
  }

  @Test
  @Timeout(30)
  void givesUpOnAnApplicationThatIsGone() throws Exception {
    try (TrainingTraffic traffic = new TrainingTraffic(Ports.free(), "training", null)) {
      assertThat(traffic.status("/health")).isZero();
      traffic.run();
    }
  }

  @Test
  void upstreamStreamsWhereAStreamIsAskedFor() throws Exception {
    try (TrainingUpstream upstream = TrainingUpstream.start();
        HttpClient client = HttpClient.newHttpClient()) {
      String base = upstream.where().replace("#m", "");
      assertThat(client.send(ask(base + "/models", ""), BodyHandlers.ofString()).body())
          .contains("\"id\":\"m\"");
      assertThat(
              client
                  .send(
                      ask(base + "/chat/completions", "{\"stream\":true}"), BodyHandlers.ofLines())
                  .body()
                  .filter(line -> line.startsWith("data: ")))
          .hasSizeGreaterThan(10)
          .endsWith("data: [DONE]");
      assertThat(client.send(ask(base + "/chat/completions", "{}"), BodyHandlers.ofString()).body())
          .contains("\"chat.completion\"");
    }
  }

  private static HttpRequest ask(String url, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
    return body.isEmpty()
        ? request.GET().build()
        : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }
}
