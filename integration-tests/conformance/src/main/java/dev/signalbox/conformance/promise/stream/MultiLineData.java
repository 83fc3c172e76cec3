package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** An event whose JSON spans several data lines is one event. */
public final class MultiLineData implements Promise {

  @Override
  public String says() {
    return "An event whose JSON spans several data lines is one event.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String event =
        "data: " + Json.delta(0, "a").replace("\"choices\"", "\ndata: \"choices\"") + "\n\n";
    Script script = Script.stream().text(event).texts(Duration.ZERO, "b").whole();
    Seen.wholeStream(stage.ask(Chat.streaming(), script).answer(), "ab");
    return "joined by the client to one chunk";
  }
}
