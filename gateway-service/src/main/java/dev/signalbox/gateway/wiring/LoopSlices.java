package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.process.TimeSlice;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import reactor.netty.resources.LoopResources;

/**
 * Gives event loops short slices of their processors, so that streams do not wait for compilers and
 * local engines. Asked for when the gateway has started, on a thread of its own: nobody waits for a
 * foreign function's linking, and where there is none everything goes on as it is.
 */
final class LoopSlices {
  private static final Logger log = LoggerFactory.getLogger(LoopSlices.class);

  /** The shortest that Linux gives. */
  private static final Duration SLICE = Duration.ofNanos(100_000);

  private final LoopResources loops;

  LoopSlices(LoopResources loops) {
    this.loops = loops;
  }

  @EventListener(ApplicationStartedEvent.class)
  void begin() {
    start();
  }

  /** Returns the thread that asks. */
  Thread start() {
    return Thread.ofPlatform().daemon().name("loop-slices").start(this::ask);
  }

  private void ask() {
    try {
      TimeSlice.ofSystem().ifPresent(this::ask);
    } catch (RuntimeException | LinkageError e) {
      log.debug("no short time slices", e);
    }
  }

  private void ask(TimeSlice slices) {
    for (EventExecutor loop : loops.onServer(LoopResources.DEFAULT_NATIVE)) {
      loop.execute(() -> {
        if (!slices.ask(SLICE)) {
          log.debug("no short time slices for {}", Thread.currentThread().getName());
        }
      });
    }
  }
}
