package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** A body of 10 MB reaches the upstream whole. */
public final class LargeBody implements Promise {
  private static final int SIZE = 10_000_000;

  @Override
  public String says() {
    return "A body of 10 MB reaches the upstream whole.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Stage.Asked asked =
        stage.ask(Chat.plain().withFiller("word ".repeat(SIZE / 5)), Script.completion("fine"));
    Broken.unless(Seen.text(asked.answer()).equals("fine"), "another answer");
    int length = asked.calls().getFirst().bodyLength();
    Broken.unless(length >= SIZE, "upstream got %d bytes", length);
    return "%d bytes".formatted(length);
  }
}
