package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import java.time.Duration;

/**
 * An upstream that refuses connections is a 503 as JSON with Retry-After, and is used again when it
 * is back.
 */
public final class RefusedConnection implements Promise {
  private static final Duration BACK = Duration.ofSeconds(15);

  @Override
  public String says() {
    return "An upstream that refuses connections is a 503 as JSON with Retry-After, and is used again when it is back.";
  }

  @Override
  public String check(Stage stage) throws Exception {
    stage.upstream().refuse();
    Answer refused;
    try {
      refused = stage.ask(Chat.plain(), Script.completion("fine")).answer();
    } finally {
      stage.upstream().resume();
    }
    Seen.error(refused, 503);
    Broken.unless(refused.header("retry-after").isPresent(), "no Retry-After");
    return "503, served again after %d ms".formatted(back(stage));
  }

  private static long back(Stage stage) throws Exception {
    long start = System.nanoTime();
    while (stage.ask(Chat.plain(), Script.completion("fine")).answer().status() != 200) {
      Broken.unless(
          System.nanoTime() - start < BACK.toNanos(),
          "not used again within %d s",
          BACK.toSeconds());
      Thread.sleep(Duration.ofMillis(100));
    }
    return (System.nanoTime() - start) / 1_000_000;
  }
}
