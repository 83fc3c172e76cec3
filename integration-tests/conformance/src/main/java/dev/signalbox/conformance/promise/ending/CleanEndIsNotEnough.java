package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** A stream that ends cleanly before any finish reason is broken. */
public final class CleanEndIsNotEnough implements Promise {

  @Override
  public String says() {
    return "A stream that ends cleanly before any finish reason is broken.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script = Script.stream().words(3, Duration.ofMillis(5)).end();
    return Seen.notWhole(stage.ask(Chat.streaming(), script).answer());
  }
}
