package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Exchange;
import java.io.IOException;

/** A head that trickles in does not hold a connection for ever. */
public final class SlowHead implements Promise {

  @Override
  public String says() {
    return "A head that comes a line at a time is given up within twice the configured time.";
  }

  @Override
  public boolean applies(Stage stage) {
    return stage.limits().read().isPresent();
  }

  @Override
  public String check(Stage stage) throws IOException {
    try (Exchange exchange = Exchange.open(stage.gateway())) {
      exchange.send(stage.gateway().head("POST", "/chat/completions"));
      return new Trickle("X-Drop: drop\r\n").into(exchange, stage.limits().read().orElseThrow());
    }
  }
}
