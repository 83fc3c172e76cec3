package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.time.Duration;

/** A stream whose upstream died does not end as if it were whole. */
public final class BrokenStreamNotWhole implements Promise {

  @Override
  public String says() {
    return "A stream whose upstream died does not end as if it were whole.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    return "reset: %s; closed: %s"
        .formatted(one(stage, new Step.Reset()), one(stage, new Step.Close()));
  }

  private static String one(Stage stage, Step death) throws IOException {
    Script script =
        Script.stream().words(5, Duration.ofMillis(10)).pause(Duration.ofMillis(30)).then(death);
    Answer answer = stage.ask(Chat.streaming(), script).answer();
    String text = Seen.streamOf(answer).text();
    Broken.unless(text.equals("w0 w1 w2 w3 w4 "), "text before the death: %s", text);
    return Seen.notWhole(answer);
  }
}
