package dev.signalbox.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScriptWatchTest {

  @Test
  @Timeout(20)
  void theEndOfTheScriptIsTold() throws IOException, InterruptedException {
    Process script = new ProcessBuilder("sleep", "60").start();
    CountDownLatch gone = new CountDownLatch(1);
    ScriptWatch.start(script.toHandle(), gone::countDown);
    assertThat(gone.getCount()).isOne();

    script.destroyForcibly();

    assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
  }
}
