package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An answer cut short of its announced length is not passed off as whole. */
public final class TruncatedBody implements Promise {

  @Override
  public String says() {
    return "An answer cut short of its announced length is not passed off as whole.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.of(
            new Step.Raw(
                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n"
                        + "{\"id\":\"chatcmpl-kit\",\"choices\":[")
                    .getBytes(StandardCharsets.US_ASCII)),
            new Step.Pause(Duration.ofMillis(30)),
            new Step.Close());
    Answer answer = stage.ask(Chat.plain(), script).answer();
    Broken.unless(
        answer.status() >= 500 || answer.ending() == Ending.CUT,
        "status %d, ended %s",
        answer.status(),
        answer.ending());
    return "status %d, ended %s".formatted(answer.status(), answer.ending());
  }
}
