package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** With n=2, one unfinished choice makes the stream broken. */
public final class EveryChoiceMustFinish implements Promise {

  @Override
  public String says() {
    return "With n=2, one unfinished choice makes the stream broken.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Chat chat = Chat.streaming().with("n", "2");
    Script half = Script.stream().data(Json.delta(0, "a")).data(Json.delta(1, "b")).finish().end();
    String seen = Seen.notWhole(stage.ask(chat, half).answer());
    Script whole =
        Script.stream()
            .data(Json.delta(0, "a"))
            .data(Json.delta(1, "b"))
            .data(Json.finish(1, "stop"))
            .whole();
    Seen.wholeStream(stage.ask(chat, whole).answer(), "a");
    return seen;
  }
}
