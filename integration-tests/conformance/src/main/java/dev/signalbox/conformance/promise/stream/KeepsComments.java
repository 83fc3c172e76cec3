package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Transcript;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** Comment lines (keep-alives) reach the client and disturb nothing. */
public final class KeepsComments implements Promise {

  @Override
  public String says() {
    return "Comment lines (keep-alives) reach the client and disturb nothing.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.stream()
            .comment("keep-alive")
            .texts(Duration.ZERO, "a")
            .comment("keep-alive")
            .texts(Duration.ZERO, "b")
            .whole();
    Transcript transcript = Seen.wholeStream(stage.ask(Chat.streaming(), script).answer(), "ab");
    long comments = transcript.comments().stream().filter("keep-alive"::equals).count();
    Broken.unless(comments == 2, "%d of 2 comments reached the client", comments);
    return "2 of 2 comments";
  }
}
