package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** A stream cut at every byte arrives whole, with no character broken. */
public final class CutAtEveryByte implements Promise {
  private static final String TEXT = "Zoë said \"naïve\" 🙂 and 漢字\n";

  @Override
  public String says() {
    return "A stream cut at every byte arrives whole, with no character broken.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.stream()
            .cutEveryByte()
            .texts(Duration.ZERO, TEXT, TEXT)
            .lines("\r\n")
            .texts(Duration.ZERO, TEXT)
            .whole();
    Answer answer = stage.ask(Chat.streaming(), script).answer();
    Seen.wholeStream(answer, TEXT.repeat(3));
    return "LF and CRLF, one byte a write";
  }
}
