package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Transcript;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** An error event from the upstream reaches the client, and nothing after it looks like success. */
public final class UpstreamErrorEvent implements Promise {

  @Override
  public String says() {
    return "An error event from the upstream reaches the client, and nothing after it looks like success.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.stream()
            .words(2, Duration.ofMillis(5))
            .data(
                "{\"error\":{\"message\":\"out of memory\",\"type\":\"server_error\",\"code\":\"oom\",\"param\":null}}")
            .end();
    Answer answer = stage.ask(Chat.streaming(), script).answer();
    int errors = Transcript.of(answer).errors().size();
    Broken.unless(errors == 1, "%d error events", errors);
    return Seen.notWhole(answer);
  }
}
