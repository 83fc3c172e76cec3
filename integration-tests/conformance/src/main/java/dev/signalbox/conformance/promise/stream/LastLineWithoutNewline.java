package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** A last event without its blank line still counts. */
public final class LastLineWithoutNewline implements Promise {

  @Override
  public String says() {
    return "A last event without its blank line still counts.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.stream()
            .texts(Duration.ZERO, "a")
            .text("data: " + Json.finish(0, "stop") + "\n\ndata: [DONE]")
            .end();
    Seen.wholeStream(stage.ask(Chat.streaming(), script).answer(), "a");
    Script cut =
        Script.stream().texts(Duration.ZERO, "b").text("data: " + Json.finish(0, "stop")).end();
    Seen.wholeStream(stage.ask(Chat.streaming(), cut).answer(), "b");
    return "[DONE] and a finish without newline";
  }
}
