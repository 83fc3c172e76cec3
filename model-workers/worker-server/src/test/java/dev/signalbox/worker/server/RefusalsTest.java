package dev.signalbox.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.engine.sim.SimEngine;
import dev.signalbox.engine.sim.SimOptions;
import dev.signalbox.worker.api.WorkerStatus.State;
import java.net.http.HttpRequest;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a worker answers when it does not answer: status, code, JSON, headers. */
class RefusalsTest {
  private static final String CHAT =
      "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}";
  private static WorkerUnderTest worker;

  @BeforeAll
  static void start() {
    worker = WorkerUnderTest.with(SimOptions.of("m").withLimits(64, 2, 2));
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @Test
  void aConnectionThatStaysOpenIsReadOnHoweverFastRequestsAreAnswered() {
    try (RawConnection client = worker.raw()) {
      for (int i = 0; i < 200; i++) {
        client.post("/v1/completions", "{\"model\":\"m\",\"prompt\":\"x\",\"max_tokens\":1}");
        client.readUntil("}}}");
        client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("\"ready\"}");
      }
    }
  }

  @Test
  void anUnknownPathIs404() {
    var answer = worker.get("/v1/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"message\":\"GET /v1/nothing does not exist here\","
                + "\"type\":\"invalid_request_error\",\"code\":\"not_found\",\"param\":null}}");
  }

  @Test
  void aWrongMethodIs405WithAllow() {
    var answer = worker.get("/v1/chat/completions");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    assertThat(answer.body()).contains("\"code\":\"method_not_allowed\"");
  }

  @Test
  void anotherContentTypeIs415() {
    for (String type : new String[] {"text/plain", "nonsense", "application/json;charset=utf-16"}) {
      var answer =
          worker.send(
              HttpRequest.newBuilder(worker.uri("/v1/chat/completions"))
                  .header("Content-Type", type)
                  .POST(HttpRequest.BodyPublishers.ofString(CHAT))
                  .build());

      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.body()).contains("\"code\":\"unsupported_media_type\"");
    }
  }

  @Test
  void aBodyOverTheLimitIs413WhetherItsLengthWasToldOrNot() {
    try (RawConnection client = worker.raw()) {
      String read =
          client
              .send(
                  "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\n"
                      + "Content-Type: application/json\r\nContent-Length: 33554433\r\n\r\n")
              .readUntil("}}");
      assertThat(read).startsWith("HTTP/1.1 413 ").contains("request_too_large");
    }
    try (RawConnection client = worker.raw()) {
      client.send(
          "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
      for (int i = 0; i < 32; i++) {
        client.send(chunk);
      }
      String read = client.send("1\r\n \r\n").readUntil("}}");
      assertThat(read).startsWith("HTTP/1.1 413 ").contains("request_too_large");
    }
  }

  @Test
  void anotherModelIs404() {
    var answer = worker.post("/v1/chat/completions", CHAT.replace("\"m\"", "\"gpt\""));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"model_not_found\"", "\"param\":\"model\"");
  }

  @Test
  void aPromptLongerThanTheContextIs400WithBothNumbers() {
    String ids = "[1" + ",1".repeat(99) + "]";

    var answer = worker.post("/v1/completions", "{\"model\":\"m\",\"prompt\":" + ids + "}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"context_length_exceeded\"", "100", "64");
  }

  @Test
  void aModelThatLoadsIs503WithRetryAfterAndServesOnceItIsReady() {
    CountDownLatch loaded = new CountDownLatch(1);
    try (WorkerUnderTest slow =
        WorkerUnderTest.opening(() -> {
          awaitUninterruptibly(loaded);
          return SimEngine.open(SimOptions.of("m"));
        })) {
      var early = slow.post("/v1/chat/completions", CHAT);
      assertThat(early.statusCode()).isEqualTo(503);
      assertThat(early.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(early.body()).contains("\"code\":\"no_replica\"", "loading");
      for (String path : new String[] {"/health", "/v1/models", "/actuator/health/readiness"}) {
        assertThat(slow.get(path).statusCode()).as(path).isEqualTo(503);
      }
      assertThat(slow.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(slow.get("/worker/status").body()).contains("\"state\":\"LOADING\"");

      loaded.countDown();
      slow.await(host -> host.ready());

      for (String path : new String[] {"/health", "/v1/models", "/actuator/health/readiness"}) {
        assertThat(slow.get(path).statusCode()).as(path).isEqualTo(200);
      }
      assertThat(slow.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aModelIsUnloadedAndLoadedByRequest() {
    try (WorkerUnderTest other = WorkerUnderTest.with(SimOptions.of("m"))) {
      assertThat(other.post("/worker/models/m/unload", "").body()).contains("\"COLD\"");
      assertThat(other.host().status().state()).isEqualTo(State.COLD);
      assertThat(other.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(503);

      assertThat(other.post("/worker/models/m/load", "").body()).contains("\"READY\"");
      assertThat(other.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
      assertThat(other.post("/worker/models/x/load", "").statusCode()).isEqualTo(404);
      assertThat(other.post("/worker/models/m/explode", "").statusCode()).isEqualTo(404);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
