package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** Refusals with 429 do not make the gateway refuse others. */
public final class BusyDoesNotShutTheDoor implements Promise {

  @Override
  public String says() {
    return "Refusals with 429 do not make the gateway refuse others.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script busy =
        Script.answer(
            "429 Too Many Requests\r\nRetry-After: 30",
            "application/json",
            "{\"error\":{\"message\":\"busy\"}}");
    for (int i = 0; i < 12; i++) {
      stage.ask(Chat.plain(), busy);
    }
    Stage.Asked asked = stage.ask(Chat.plain(), Script.completion("fine"));
    Broken.unless(Seen.text(asked.answer()).equals("fine"), "status %d", asked.answer().status());
    return "200 right after twelve 429s";
  }
}
