package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Exchange;
import java.io.IOException;

/** A chunked body that grows beyond the limit is 413 as JSON. */
public final class OversizedChunkedBody implements Promise {
  private static final int MIB = 1 << 20;
  private static final int CHUNKS = 80;

  @Override
  public String says() {
    return "A chunked body that grows beyond the limit is 413 as JSON.";
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
                      "Transfer-Encoding: chunked")
              + "\r\n");
      int sent = 0;
      try {
        for (; sent < CHUNKS; sent++) {
          exchange.send(Integer.toHexString(MIB) + "\r\n" + "x".repeat(MIB) + "\r\n");
        }
      } catch (IOException e) {
        // The gateway stopped reading, as it may; its answer may lie in the socket.
      }
      Answer answer = exchange.answer(stage.patience());
      if (answer.status() == 0 && sent < CHUNKS) {
        return "connection closed after %d MiB".formatted(sent);
      }
      Seen.error(answer, 413);
      return "413 after %d MiB".formatted(sent);
    }
  }
}
