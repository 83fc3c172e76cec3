package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** The client's x-request-id comes back; without one the gateway makes one. */
public final class RequestId implements Promise {

  @Override
  public String says() {
    return "The client's x-request-id comes back; without one the gateway makes one.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Answer named =
        stage
            .ask(Chat.plain().withHeaders("X-Request-Id: kit-42"), Script.completion("fine"))
            .answer();
    Seen.text(named);
    String id = named.header("x-request-id").orElse("none");
    Broken.unless(id.equals("kit-42"), "x-request-id %s", id);
    Answer unnamed = stage.ask(Chat.plain(), Script.completion("fine")).answer();
    Broken.unless(
        unnamed.header("x-request-id").filter(v -> !v.isBlank()).isPresent(), "none made");
    return "echoed and made";
  }
}
