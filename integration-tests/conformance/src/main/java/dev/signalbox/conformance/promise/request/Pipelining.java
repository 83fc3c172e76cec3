package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two requests in one write get their answers in order. */
public final class Pipelining implements Promise {

  @Override
  public String says() {
    return "Two requests in one write get their answers in order.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String first = stage.key(_ -> slowly());
    String second = stage.key(_ -> Script.completion("second"));
    String model = stage.gateway().model();
    String both =
        new String(
                stage.gateway().post("/chat/completions", Chat.plain().body(model, first)),
                StandardCharsets.UTF_8)
            + new String(
                stage.gateway().post("/chat/completions", Chat.plain().body(model, second)),
                StandardCharsets.UTF_8);
    try (Exchange exchange = Exchange.open(stage.gateway()).send(both)) {
      String one = Seen.text(exchange.answer(stage.patience()));
      String two = Seen.text(exchange.answer(stage.patience()));
      Broken.unless(one.equals("first") && two.equals("second"), "got %s, then %s", one, two);
    }
    return "in order, the first one slow";
  }

  private static Script slowly() {
    List<Step> steps = new ArrayList<>(List.of(new Step.Pause(Duration.ofMillis(150))));
    steps.addAll(Script.completion("first").steps());
    return new Script(steps);
  }
}
