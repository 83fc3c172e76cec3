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
import java.time.Duration;

/** Expect: 100-continue is answered before the body is sent. */
public final class ExpectContinue implements Promise {

  @Override
  public String says() {
    return "Expect: 100-continue is answered before the body is sent.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String key = stage.key(_ -> Script.completion("fine"));
    byte[] body = Chat.plain().body(stage.gateway().model(), key).getBytes(StandardCharsets.UTF_8);
    try (Exchange exchange = Exchange.open(stage.gateway())) {
      exchange.send(
          stage
                  .gateway()
                  .head(
                      "POST",
                      "/chat/completions",
                      "Content-Type: application/json",
                      "Content-Length: " + body.length,
                      "Expect: 100-continue")
              + "\r\n");
      Broken.unless(exchange.interim(Duration.ofSeconds(2)) == 100, "no 100 within 2 s");
      Broken.unless(
          Seen.text(exchange.send(body).answer(stage.patience())).equals("fine"), "another answer");
    }
    return "100, then 200";
  }
}
