package dev.signalbox.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.engine.sim.SimOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** How answers end: whole, broken, cancelled; and what is free afterwards. */
class StreamEndsTest {
  private static final String STREAM =
      """
      {"model": "m", "messages": [{"role": "user", "content": "hello"}], "stream": true,
       "ignore_eos": true, "max_tokens": %d}\
      """;
  private static final String WHOLE =
      """
      {"model": "m", "messages": [{"role": "user", "content": "hello"}],
       "ignore_eos": true, "max_tokens": 4000}\
      """;
  private static final SimOptions SLOW =
      SimOptions.of("m")
          .withLimits(100_000, 1, 1)
          .withLatency(Duration.ZERO, Duration.ZERO, Duration.ofMillis(20));
  private static WorkerUnderTest slow;

  @BeforeAll
  static void start() {
    slow = WorkerUnderTest.with(SLOW);
  }

  @AfterAll
  static void stop() {
    slow.close();
  }

  @AfterEach
  void nothingIsLeft() {
    slow.awaitLoad(0, 0);
  }

  @Test
  void aWholeStreamEndsWithDoneAndTheLastChunkAndTheConnectionGoesOn() {
    try (WorkerUnderTest worker = WorkerUnderTest.with(SimOptions.of("m"));
        RawConnection client = worker.raw()) {
      for (int i = 0; i < 2; i++) {
        String read =
            client.post("/v1/chat/completions", STREAM.formatted(3)).readUntil("\r\n0\r\n\r\n");
        assertThat(read).contains("data: [DONE]\n\n");
      }
      worker.awaitLoad(0, 0);
    }
  }

  @Test
  void anEventLeavesThoughTheNextIsFarAway() {
    SimOptions pausing =
        SimOptions.of("m").withLatency(Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
    try (WorkerUnderTest worker = WorkerUnderTest.with(pausing);
        RawConnection client = worker.raw()) {
      String read =
          client
              .post("/v1/chat/completions", STREAM.formatted(3))
              .readUntil("\"delta\":{\"content\":");

      assertThat(read).contains("\"role\":\"assistant\"").doesNotContain("[DONE]");
      client.close();
      worker.awaitLoad(0, 0);
    }
  }

  @Test
  void aStreamWhoseEngineBreaksEndsWithAnErrorEventAndWithoutTheLastChunk() {
    try (WorkerUnderTest worker = WorkerUnderTest.with(SimOptions.of("m").withFailureAfter(3));
        RawConnection client = worker.raw()) {
      String read = client.post("/v1/chat/completions", STREAM.formatted(9)).readToEnd();

      assertThat(read)
          .startsWith("HTTP/1.1 200 OK")
          .contains("data: {\"error\":{\"message\":", "\"code\":\"engine_failed\"")
          .doesNotContain("[DONE]", "\r\n0\r\n");
      assertThat(read.split("\"delta\":\\{\"content\"", -1)).hasSize(4);
      worker.awaitLoad(0, 0);
      assertThat(count(worker, "chat", "failed")).isEqualTo(1);
    }
  }

  @Test
  void aWholeAnswerWhoseEngineBreaksIsAnError() {
    try (WorkerUnderTest worker = WorkerUnderTest.with(SimOptions.of("m").withFailureAfter(3))) {
      var answer = worker.post("/v1/chat/completions", WHOLE);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("engine_failed");
      worker.awaitLoad(0, 0);
    }
  }

  @Test
  void aStreamingClientThatGoesAwayFreesItsSlot() {
    double before = count(slow, "chat", "cancelled");
    for (int i = 0; i < 5; i++) {
      RawConnection client = slow.raw();
      client.post("/v1/chat/completions", STREAM.formatted(90_000)).readUntil("content\":\" ");
      slow.awaitLoad(1, 0);
      client.close();
      slow.awaitLoad(0, 0);
    }
    assertThat(count(slow, "chat", "cancelled")).isEqualTo(before + 5);
  }

  @Test
  void aClientThatWaitsForAWholeAnswerAndGoesAwayFreesItsSlot() {
    RawConnection client = slow.raw();
    client.post("/v1/chat/completions", WHOLE);
    slow.awaitLoad(1, 0);

    client.close();

    slow.awaitLoad(0, 0);
  }

  @Test
  void aClientThatGoesAwayWhileItWaitsInLineFreesItsPlace() {
    try (RawConnection running = slow.raw()) {
      running.post("/v1/chat/completions", STREAM.formatted(90_000)).readUntil("content\":\" ");
      for (String body : new String[] {WHOLE, STREAM.formatted(5)}) {
        RawConnection waiting = slow.raw();
        waiting.post("/v1/chat/completions", body);
        slow.awaitLoad(1, 1);
        waiting.close();
        slow.awaitLoad(1, 0);
      }
    }
  }

  @RepeatedTest(100)
  void clientsThatGoAwayTogetherLeaveNothing() {
    try (RawConnection running = slow.raw();
        RawConnection waiting = slow.raw()) {
      running.post("/v1/chat/completions", STREAM.formatted(90_000)).readUntil("content\":\" ");
      waiting.post("/v1/chat/completions", STREAM.formatted(90_000));
      slow.awaitLoad(1, 1);
    }
    slow.awaitLoad(0, 0);
  }

  @Test
  void aFullWaitingLineIs429WithRetryAfter() {
    try (RawConnection running = slow.raw();
        RawConnection waiting = slow.raw()) {
      running.post("/v1/chat/completions", STREAM.formatted(90_000)).readUntil("content\":\" ");
      waiting.post("/v1/chat/completions", STREAM.formatted(90_000));
      slow.awaitLoad(1, 1);

      var streamed = slow.post("/v1/chat/completions", STREAM.formatted(1));
      var whole = slow.post("/v1/chat/completions", WHOLE);

      assertThat(streamed.statusCode()).isEqualTo(429);
      assertThat(streamed.body()).contains("\"code\":\"rate_limited\"");
      assertThat(streamed.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(streamed.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(whole.statusCode()).isEqualTo(429);
    }
  }

  @Test
  void aSlowReaderStopsTheEngineInsteadOfFillingTheHeap() {
    try (WorkerUnderTest worker =
            WorkerUnderTest.with(SimOptions.of("m").withLimits(9_000_000, 1, 0));
        RawConnection client = worker.raw()) {
      client.post("/v1/chat/completions", STREAM.formatted(8_000_000)).readUntil("content\":\" ");

      long written = writtenWhenItStops(worker);

      assertThat(written).isLessThan(200_000);
      worker.awaitLoad(1, 0);
      client.close();
      worker.awaitLoad(0, 0);
    }
  }

  /** Tokens written once two looks, half a second apart, see the same number. */
  private static long writtenWhenItStops(WorkerUnderTest worker) {
    Long written =
        Flux.interval(Duration.ofMillis(500))
            .map(tick -> worker.completionTokens())
            .buffer(2, 1)
            .filter(pair -> pair.getFirst().equals(pair.getLast()))
            .map(pair -> pair.getFirst())
            .blockFirst(Duration.ofSeconds(30));
    return written == null ? Long.MAX_VALUE : written;
  }

  private static double count(WorkerUnderTest worker, String endpoint, String outcome) {
    return worker
        .meters()
        .get("signalbox.worker.requests")
        .tags("endpoint", endpoint, "outcome", outcome)
        .counter()
        .count();
  }
}
