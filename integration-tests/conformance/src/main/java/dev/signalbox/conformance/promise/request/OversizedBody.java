package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Exchange;
import java.io.IOException;

/** A gateway without a limit would have to take 2 GiB. */
public final class OversizedBody implements Promise {
  private static final long ANNOUNCED = 2L << 30;

  @Override
  public String says() {
    return "A body beyond the limit is 413 as JSON; it is not read to its end.";
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
                      "Content-Length: " + ANNOUNCED)
              + "\r\n{\"model\":");
      Answer answer = exchange.answer(stage.patience());
      Seen.error(answer, 413);
    }
    return "413";
  }
}
