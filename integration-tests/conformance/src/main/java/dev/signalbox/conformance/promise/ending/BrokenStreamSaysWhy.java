package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.client.Transcript;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A broken stream ends with one error event and without the last chunk of HTTP. */
public final class BrokenStreamSaysWhy implements Promise {

  @Override
  public String says() {
    return "A broken stream ends with one error event and without the last chunk of HTTP.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.stream().words(3, Duration.ZERO).pause(Duration.ofMillis(30)).then(new Step.Reset());
    Answer answer = stage.ask(Chat.streaming(), script).answer();
    Transcript transcript = Seen.streamOf(answer);
    Broken.unless(transcript.errors().size() == 1, "%d error events", transcript.errors().size());
    JsonNode error = transcript.errors().getFirst();
    Broken.unless(error.path("message").isString(), "no message in %s", error);
    Broken.unless(answer.ending() == Ending.CUT, "transport ended %s", answer.ending());
    return "code " + error.path("code").asString("none");
  }
}
