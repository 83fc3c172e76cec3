package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** A connection serves one request after the other. */
public final class KeepAlive implements Promise {

  @Override
  public String says() {
    return "A connection serves one request after the other.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    try (Exchange exchange = Exchange.open(stage.gateway())) {
      for (int i = 0; i < 20; i++) {
        String text = "answer " + i;
        String key = stage.key(_ -> Script.completion(text));
        exchange.send(
            stage
                .gateway()
                .post("/chat/completions", Chat.plain().body(stage.gateway().model(), key)));
        String got = Seen.text(exchange.answer(stage.patience()));
        Broken.unless(got.equals(text), "request %d got %s", i, got);
      }
    }
    return "20 requests, one connection";
  }
}
