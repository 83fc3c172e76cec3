package dev.signalbox.gateway.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What follows a decision runs on the request's own loop, whoever brought the decision. */
class OwnLoopTest {
  private static final Duration LONG = Duration.ofSeconds(5);
  private final EventExecutor loop = new DefaultEventExecutor();

  @AfterEach
  void end() {
    loop.shutdownGracefully();
  }

  @Test
  void whatComesFromAnotherThreadGoesOnOnTheLoop() {
    Mono<Boolean> onLoop = Inference.on(loop, () -> Mono.fromSupplier(loop::inEventLoop));

    assertThat(onLoop.block(LONG)).isTrue();
  }

  @Test
  void whatComesFromTheLoopGoesOnAtOnce() throws Exception {
    boolean atOnce =
        loop.submit(
                () -> {
                  boolean[] done = new boolean[1];
                  Inference.on(loop, () -> Mono.fromRunnable(() -> done[0] = true)).subscribe();
                  return done[0];
                })
            .get();

    assertThat(atOnce).isTrue();
  }
}
