package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** A stream that is whole but for [DONE] gets it. */
public final class AddsMissingDone implements Promise {

  @Override
  public String says() {
    return "A stream that is whole but for [DONE] gets it.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script = Script.stream().texts(Duration.ZERO, "a", "b").finish().end();
    Seen.wholeStream(stage.ask(Chat.streaming(), script).answer(), "ab");
    return "[DONE] added";
  }
}
