package dev.signalbox.worker.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.engine.sim.SimOptions;
import dev.signalbox.worker.server.WorkerUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;

/** Events are handed over as one stream: groups of one may lose demand and stand still. */
class OneStreamOfEventsTest {
  private static final String STREAM =
      """
      {"model": "m", "messages": [{"role": "user", "content": "hello"}], "stream": true,
       "ignore_eos": true, "max_tokens": 9}\
      """;

  /** Takes no groups. */
  private static final class Ungrouped extends MockServerHttpResponse {
    @Override
    protected Mono<Void> writeAndFlushWithInternal(
        Publisher<? extends Publisher<? extends DataBuffer>> groups) {
      return Mono.error(new AssertionError("a publisher for each event"));
    }
  }

  @Test
  void noEventIsAPublisherOfItsOwn() {
    Ungrouped response = new Ungrouped();
    try (WorkerUnderTest worker = WorkerUnderTest.with(SimOptions.of("m"))) {
      worker
          .handler()
          .handle(
              MockServerHttpRequest.post("/v1/chat/completions")
                  .contentType(MediaType.APPLICATION_JSON)
                  .body(STREAM),
              response)
          .block(Duration.ofSeconds(20));
    }
    assertThat(response.getBodyAsString().block(Duration.ofSeconds(20))).endsWith("[DONE]\n\n");
  }
}
