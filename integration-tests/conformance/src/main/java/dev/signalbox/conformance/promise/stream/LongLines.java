package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** A line of 900 KB arrives whole. */
public final class LongLines implements Promise {
  private static final String LONG = "x".repeat(900 << 10);

  @Override
  public String says() {
    return "A line of 900 KB arrives whole.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script = Script.stream().texts(Duration.ZERO, "a", LONG, "b").whole();
    Seen.wholeStream(stage.ask(Chat.streaming(), script).answer(), "a" + LONG + "b");
    return "900 KB in one line";
  }
}
