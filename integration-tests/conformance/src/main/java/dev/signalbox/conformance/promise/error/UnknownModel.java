package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** An unknown model is 404 model_not_found as JSON, and nothing is sent upstream. */
public final class UnknownModel implements Promise {

  @Override
  public String says() {
    return "An unknown model is 404 model_not_found as JSON, and nothing is sent upstream.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String key = stage.key(_ -> Script.completion("wrong"));
    try (Exchange exchange = Exchange.open(stage.gateway())) {
      String body = Chat.plain().body("no-such-model", key);
      Answer answer =
          exchange.send(stage.gateway().post("/chat/completions", body)).answer(stage.patience());
      String code = Seen.error(answer, 404).path("code").asString("none");
      Broken.unless(code.equals("model_not_found"), "code %s", code);
      Broken.unless(stage.upstream().calls(key).isEmpty(), "it was sent upstream");
    }
    return "404 model_not_found";
  }
}
