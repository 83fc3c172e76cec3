package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Exchange;
import java.io.IOException;

/** A path that does not exist is 404 as JSON. */
public final class UnknownPath implements Promise {

  @Override
  public String says() {
    return "A path that does not exist is 404 as JSON.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    try (Exchange exchange = Exchange.open(stage.gateway())) {
      Answer answer =
          exchange.send(stage.gateway().post("/no/such/thing", "{}")).answer(stage.patience());
      Seen.error(answer, 404);
    }
    return "404 as JSON";
  }
}
