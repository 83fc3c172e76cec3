package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.client.Exchange;
import java.io.IOException;

/** Headers without end are refused. */
public final class OversizedHeaders implements Promise {

  @Override
  public String says() {
    return "Headers without end are refused.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    try (Exchange exchange = Exchange.open(stage.gateway())) {
      String head =
          stage.gateway().head("POST", "/chat/completions", "X-Long: " + "h".repeat(256 << 10));
      try {
        exchange.send(head + "Content-Length: 2\r\n\r\n{}");
      } catch (IOException e) {
        return "connection closed";
      }
      Answer answer = exchange.answer(stage.patience());
      Broken.unless(answer.ending() != Ending.WAITING, "took 256 KiB of headers and waits");
      Broken.unless(
          answer.status() == 0 || answer.status() >= 400 && answer.status() < 500,
          "status %d",
          answer.status());
      return answer.status() == 0 ? "connection closed" : "status %d".formatted(answer.status());
    }
  }
}
