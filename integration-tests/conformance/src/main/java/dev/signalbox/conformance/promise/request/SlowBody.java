package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Exchange;
import java.io.IOException;

/** A body that trickles in does not hold a connection for ever. */
public final class SlowBody implements Promise {

  @Override
  public String says() {
    return "A body that comes a byte at a time is given up within twice the configured time.";
  }

  @Override
  public boolean applies(Stage stage) {
    return stage.limits().read().isPresent();
  }

  @Override
  public String check(Stage stage) throws IOException {
    try (Exchange exchange = Exchange.open(stage.gateway())) {
      exchange.send(
          stage
                  .gateway()
                  .head(
                      "POST",
                      "/chat/completions",
                      "Content-Type: application/json",
                      "Content-Length: 1000")
              + "\r\n{");
      return new Trickle(" ").into(exchange, stage.limits().read().orElseThrow());
    }
  }
}
