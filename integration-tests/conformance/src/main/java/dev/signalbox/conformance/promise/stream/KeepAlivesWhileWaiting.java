package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Transcript;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** While the first token is awaited, comments keep the connection alive. */
public final class KeepAlivesWhileWaiting implements Promise {

  @Override
  public String says() {
    return "While the first token is awaited, comments keep the connection alive.";
  }

  @Override
  public boolean applies(Stage stage) {
    return stage.limits().keepAlive().isPresent();
  }

  @Override
  public String check(Stage stage) throws IOException {
    Duration every = stage.limits().keepAlive().orElseThrow();
    List<Step> steps = new ArrayList<>(List.of(new Step.Pause(every.multipliedBy(3))));
    steps.addAll(Script.stream().words(2, Duration.ZERO).whole().steps());
    Answer answer = stage.ask(Chat.streaming(), new Script(steps)).answer();
    Transcript transcript = Seen.wholeStream(answer, "w0 w1 ");
    Broken.unless(!transcript.comments().isEmpty(), "silent for %d ms", every.toMillis() * 3);
    return "%d comments in %d ms".formatted(transcript.comments().size(), every.toMillis() * 3);
  }
}
