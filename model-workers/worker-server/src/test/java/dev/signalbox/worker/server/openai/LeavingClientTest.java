package dev.signalbox.worker.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.engine.sim.SimOptions;
import dev.signalbox.worker.server.WorkerUnderTest;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** What was made ready for a client who has left is let go of. */
class LeavingClientTest {
  private static final String STREAM =
      """
      {"model": "m", "messages": [{"role": "user", "content": "hello"}], "stream": true,
       "ignore_eos": true, "max_tokens": 9}\
      """;

  /** Takes one event and no more. */
  private static final class OneEvent extends BaseSubscriber<DataBuffer> {
    private final CountDownLatch taken = new CountDownLatch(1);

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      request(1);
    }

    @Override
    protected void hookOnNext(DataBuffer event) {
      DataBufferUtils.release(event);
      taken.countDown();
    }
  }

  @Test
  void eventsThatNobodyTakesAnyMoreHoldNoMemory() throws InterruptedException {
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    OneEvent client = new OneEvent();
    MockServerHttpResponse response =
        new MockServerHttpResponse(new NettyDataBufferFactory(memory));
    response.setWriteHandler(body -> {
      body.subscribe(client);
      return Mono.never();
    });
    try (WorkerUnderTest worker = WorkerUnderTest.with(SimOptions.of("m"))) {
      worker
          .handler()
          .handle(
              MockServerHttpRequest.post("/v1/chat/completions")
                  .contentType(MediaType.APPLICATION_JSON)
                  .body(STREAM),
              response)
          .subscribe();
      assertThat(client.taken.await(20, TimeUnit.SECONDS)).isTrue();
      worker.awaitLoad(1, 0);
      client.cancel();
      worker.awaitLoad(0, 0);

      assertThat(memory.metric().usedDirectMemory() + memory.metric().usedHeapMemory()).isZero();
    }
  }
}
