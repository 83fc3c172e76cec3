package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** JSON nested 100,000 deep is refused, and the gateway lives on. */
public final class DeepJson implements Promise {
  private static final int DEPTH = 100_000;

  @Override
  public String says() {
    return "JSON nested 100,000 deep is refused, and the gateway lives on.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Stage.Asked asked =
        stage.ask(
            Chat.plain().with("x_deep", "[".repeat(DEPTH) + "]".repeat(DEPTH)),
            Script.completion("fine"));
    Broken.unless(
        asked.answer().status() == 200 || asked.answer().status() == 400,
        "status %d, ended %s",
        asked.answer().status(),
        asked.answer().ending());
    Broken.unless(
        Seen.text(stage.ask(Chat.plain(), Script.completion("alive")).answer()).equals("alive"),
        "the next request failed");
    return "status %d, next request fine".formatted(asked.answer().status());
  }
}
