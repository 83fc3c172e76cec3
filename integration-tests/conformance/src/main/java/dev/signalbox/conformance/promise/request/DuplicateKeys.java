package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** A body with a key twice is refused or made one: what was checked is what the model reads. */
public final class DuplicateKeys implements Promise {

  @Override
  public String says() {
    return "A body with a key twice is refused or made one: what was checked is what the model reads.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Chat chat = Chat.plain().with("max_tokens", "1").with("max_tokens", "9999");
    Stage.Asked asked = stage.ask(chat, Script.completion("fine"));
    if (asked.answer().status() != 200) {
      Seen.error(asked.answer(), 400);
      Broken.unless(asked.calls().isEmpty(), "refused, yet sent upstream");
      return "400 " + Seen.error(asked.answer(), 400).path("code").asString("");
    }
    String body = asked.calls().getFirst().body();
    int keys = body.split("\"max_tokens\"", -1).length - 1;
    Broken.unless(keys == 1, "passed on %d times", keys);
    return "made one";
  }
}
