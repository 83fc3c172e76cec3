package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Each shape carries a second request in the part whose length is in doubt. */
public final class Smuggling implements Promise {
  private static final List<String> SHAPES =
      List.of(
          "Content-Length: %d\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: chunked\r\nContent-Length: %d",
          "Transfer-Encoding: xchunked\r\nContent-Length: %d",
          "Transfer-Encoding : chunked\r\nContent-Length: %d",
          "Content-Length: 5\r\nContent-Length: %d",
          "Content-Length: +%d",
          "Content-Length: %d, 5");

  @Override
  public String says() {
    return "A request whose length can be read in two ways is refused, and nothing hides behind it.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    for (String shape : SHAPES) {
      String key = stage.key(_ -> Script.completion("smuggled"));
      String hidden =
          new String(
              stage
                  .gateway()
                  .post("/chat/completions", Chat.plain().body(stage.gateway().model(), key)),
              StandardCharsets.UTF_8);
      String body = "0\r\n\r\n" + hidden;
      String lengths = shape.formatted(body.length());
      try (Exchange exchange = Exchange.open(stage.gateway())) {
        exchange.send(
            stage
                    .gateway()
                    .head("POST", "/chat/completions", "Content-Type: application/json", lengths)
                + "\r\n"
                + body);
        Answer answer = exchange.answer(Duration.ofSeconds(3));
        Broken.unless(answer.status() != 200, "answered 200 to %s", lengths.replace("\r\n", " + "));
        exchange.answer(Duration.ofMillis(300));
      }
      Broken.unless(
          stage.upstream().calls(key).isEmpty(),
          "the hidden request passed with %s",
          lengths.replace("\r\n", " + "));
    }
    return "%d shapes".formatted(SHAPES.size());
  }
}
