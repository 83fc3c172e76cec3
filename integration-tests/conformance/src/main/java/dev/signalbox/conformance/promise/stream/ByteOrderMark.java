package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** A byte order mark in front of the first event is no part of it. */
public final class ByteOrderMark implements Promise {

  @Override
  public String says() {
    return "A byte order mark in front of the first event is no part of it.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.stream()
            .text("\uFEFFdata: " + Json.delta(0, "a") + "\n\n")
            .texts(Duration.ZERO, "b")
            .whole();
    Seen.wholeStream(stage.ask(Chat.streaming(), script).answer(), "ab");
    return "first chunk read";
  }
}
