package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** A request with a chunked body is a request like any other. */
public final class ChunkedRequest implements Promise {

  @Override
  public String says() {
    return "A request with a chunked body is a request like any other.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String key = stage.key(_ -> Script.completion("fine"));
    String body = Chat.plain().body(stage.gateway().model(), key);
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
      for (String part : body.split("(?<=,)")) {
        exchange.send(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
      }
      Answer answer = exchange.send("0\r\n\r\n").answer(stage.patience());
      Broken.unless(Seen.text(answer).equals("fine"), "another answer");
    }
    return "200";
  }
}
