package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A body that says it is no JSON is 415 as JSON. */
public final class WrongMediaType implements Promise {

  @Override
  public String says() {
    return "A body that says it is no JSON is 415 as JSON.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String key = stage.key(_ -> Script.completion("wrong"));
    byte[] body = Chat.plain().body(stage.gateway().model(), key).getBytes(StandardCharsets.UTF_8);
    try (Exchange exchange = Exchange.open(stage.gateway())) {
      exchange.send(
          stage
                  .gateway()
                  .head(
                      "POST",
                      "/chat/completions",
                      "Content-Type: text/csv",
                      "Content-Length: " + body.length)
              + "\r\n");
      Seen.error(exchange.send(body).answer(stage.patience()), 415);
    }
    Broken.unless(stage.upstream().calls(key).isEmpty(), "it was sent upstream");
    return "415";
  }
}
