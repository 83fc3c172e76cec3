package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** A 400 of the upstream stays the client's fault, with the upstream's message. */
public final class ClientFaultStays implements Promise {

  @Override
  public String says() {
    return "A 400 of the upstream stays the client's fault, with the upstream's message.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script refused =
        Script.answer(
            "400 Bad Request",
            "application/json",
            "{\"error\":{\"message\":\"temperature: 9 (expected: 0..2)\",\"type\":\"invalid_request_error\",\"code\":\"invalid_request\",\"param\":\"temperature\"}}");
    Stage.Asked asked = stage.ask(Chat.plain(), refused);
    String message = Seen.error(asked.answer(), 400).path("message").asString();
    Broken.unless(message.contains("temperature"), "message %s", message);
    Broken.unless(asked.calls().size() == 1, "%d calls upstream", asked.calls().size());
    return "400, message kept, one call";
  }
}
