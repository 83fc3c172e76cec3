package dev.signalbox.conformance.promise.error;

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

/** An upstream that resets before it answers is a 503 as JSON, with Retry-After. */
public final class ResetBeforeAnswer implements Promise {

  @Override
  public String says() {
    return "An upstream that resets before it answers is a 503 as JSON, with Retry-After.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Answer answer =
        stage
            .ask(Chat.plain(), Script.of(new Step.Pause(Duration.ofMillis(20)), new Step.Reset()))
            .answer();
    Seen.error(answer, 503);
    Broken.unless(answer.header("retry-after").isPresent(), "no Retry-After");
    return "503, Retry-After " + answer.header("retry-after").get();
  }
}
