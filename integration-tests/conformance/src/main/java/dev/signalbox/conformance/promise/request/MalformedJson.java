package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.util.List;

/** A body that is no JSON is 400 with the place, and nothing is sent upstream. */
public final class MalformedJson implements Promise {

  @Override
  public String says() {
    return "A body that is no JSON is 400 with the place, and nothing is sent upstream.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String key = stage.key(_ -> Script.completion("wrong"));
    for (String body :
        List.of(
            "{\"model\":\"m\",\"messages\":[",
            "",
            "[1]",
            "{\"model\":\"%s\",\"messages\":\"%s\"} x"
                .formatted(stage.gateway().model(), ScriptedUpstream.words(key)))) {
      try (Exchange exchange = Exchange.open(stage.gateway())) {
        Seen.error(
            exchange.send(stage.gateway().post("/chat/completions", body)).answer(stage.patience()),
            400);
      }
    }
    Broken.unless(stage.upstream().calls(key).isEmpty(), "it was sent upstream");
    return "cut, empty, array, trailing text: 400";
  }
}
