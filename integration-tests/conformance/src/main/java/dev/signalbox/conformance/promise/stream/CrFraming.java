package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** A stream framed by CR alone arrives whole and in time. */
public final class CrFraming implements Promise {

  @Override
  public String says() {
    return "A stream framed by CR alone arrives whole and in time.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script = Script.stream().lines("\r").words(10, Duration.ofMillis(20)).whole();
    Answer answer = stage.ask(Chat.streaming(), script).answer();
    Seen.wholeStream(answer, "w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 ");
    long spread = Seen.spread(answer).toMillis();
    Broken.unless(spread > 120, "sent over 180 ms, came within %d ms: held back", spread);
    return "came over %d ms".formatted(spread);
  }
}
