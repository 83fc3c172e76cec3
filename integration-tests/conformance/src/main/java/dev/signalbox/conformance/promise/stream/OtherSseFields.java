package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** Event, id and retry lines, and data without a space, are read as the standard says. */
public final class OtherSseFields implements Promise {

  @Override
  public String says() {
    return "Event, id and retry lines, and data without a space, are read as the standard says.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.stream()
            .text("event: message\nid: 7\nretry: 3000\ndata:" + Json.delta(0, "a") + "\n\n")
            .text("\n\n")
            .text("data: " + Json.delta(0, "b") + "\n\n")
            .whole();
    Seen.wholeStream(stage.ask(Chat.streaming(), script).answer(), "ab");
    return "both chunks";
  }
}
