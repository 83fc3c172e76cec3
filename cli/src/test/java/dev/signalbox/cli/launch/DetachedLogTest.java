package dev.signalbox.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedLogTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("up-8080.log");
  }

  private void append(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void whatAnEarlierOneSaidDoesNotCount() throws IOException {
    append("signalbox is ready on http://127.0.0.1:8080\n");
    DetachedLog log = DetachedLog.of(file());

    assertThat(log.greeting()).isEmpty();
    append("signalbox: pulling\nsignalbox is ready on http://127.0.0.1:8080\ncurl\n");

    assertThat(log.greeting()).isEqualTo("signalbox is ready on http://127.0.0.1:8080\ncurl\n");
  }

  @Test
  void lastWordsAreThoseOfTheCommandWhereThereAreAny() throws IOException {
    DetachedLog log = new DetachedLog(file(), 0);
    append("something\nsignalbox: port 8080 is taken\nnohup: ignoring\n\n");

    assertThat(log.lastWords()).isEqualTo("port 8080 is taken");
  }

  @Test
  void whatIsSaidOnTheWayIsNoReason() throws IOException {
    DetachedLog log = new DetachedLog(file(), 0);
    append("signalbox: starting a on cpu\nOutOfMemoryError\nsignalbox: not ready yet: expert a\n");
    assertThat(log.saysWhy()).isFalse();
    assertThat(log.lastWords()).isEqualTo("OutOfMemoryError");

    append("signalbox: the gateway ended: it said nothing (see gateway.log)\nmore\n");
    assertThat(log.saysWhy()).isTrue();
    assertThat(log.lastWords()).isEqualTo("the gateway ended: it said nothing (see gateway.log)");
  }

  @Test
  void withoutWordsTheLogIsNamed() throws IOException {
    append("old\n");

    assertThat(DetachedLog.of(file()).lastWords()).contains("before it was ready", "up-8080.log");
  }
}
