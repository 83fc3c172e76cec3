package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** Fields of the request that the gateway does not know reach the upstream as they are. */
public final class UnknownFieldsPass implements Promise {
  private static final String ODD =
      "{\"precise\":0.10000000000000000555,\"big\":12345678901234567890,\"esc\":\"\\u00e9\"}";

  @Override
  public String says() {
    return "Fields of the request that the gateway does not know reach the upstream as they are.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Stage.Asked asked =
        stage.ask(
            Chat.plain()
                .with("x_odd", ODD)
                .with("chat_template_kwargs", "{\"enable_thinking\":false}"),
            Script.completion("fine"));
    Seen.text(asked.answer());
    String body = asked.calls().getFirst().body();
    Broken.unless(body.contains("\"x_odd\":" + ODD), "upstream got %s", Seen.excerpt(body));
    Broken.unless(
        body.contains("\"chat_template_kwargs\":{\"enable_thinking\":false}"),
        "chat_template_kwargs lost");
    return "byte for byte";
  }
}
