package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.util.List;

/** Headers that Connection names end at the gateway. */
public final class HopByHopHeaders implements Promise {

  @Override
  public String says() {
    return "Headers that Connection names end at the gateway.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Chat chat =
        Chat.plain()
            .withHeaders(
                "Connection: keep-alive, X-Hop",
                "X-Hop: secret",
                "TE: trailers",
                "Keep-Alive: timeout=3");
    Stage.Asked asked = stage.ask(chat, Script.completion("fine"));
    Seen.text(asked.answer());
    for (String name : List.of("x-hop", "te", "keep-alive")) {
      Broken.unless(asked.calls().getFirst().header(name).isEmpty(), "%s passed on", name);
    }
    return "X-Hop, TE, Keep-Alive stay";
  }
}
