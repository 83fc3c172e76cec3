package dev.signalbox.worker.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

  @Test
  void aProcessThatRunsIsThereAndOneThatEndedIsGone() throws Exception {
    Process process = longProcess();
    ParentWatch watch = ParentWatch.of(process.pid());
    assertThat(watch.gone()).isFalse();

    process.destroyForcibly().waitFor();

    assertThat(watch.gone()).isTrue();
  }

  @Test
  void aProcessThatNeverWasIsGone() {
    assertThat(ParentWatch.of(Integer.MAX_VALUE).gone()).isTrue();
  }

  @Test
  void theEndIsCalledOnceWhenTheParentIsGone() throws Exception {
    Process process = longProcess();
    CountDownLatch ended = new CountDownLatch(1);
    try (OrphanEnd end =
        OrphanEnd.watch(ParentWatch.of(process.pid()), Duration.ofMillis(20), ended::countDown)) {
      assertThat(ended.await(200, TimeUnit.MILLISECONDS)).isFalse();

      process.destroyForcibly();

      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Process longProcess() throws IOException {
    return new ProcessBuilder("sleep", "60").start();
  }
}
