package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.time.Duration;

/** Neither headers nor errors tell where an upstream is. */
public final class AddressesStayInside implements Promise {

  @Override
  public String says() {
    return "Neither headers nor errors tell where an upstream is.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String address = ":" + stage.upstream().port();
    Script leaky =
        Script.answer(
            "200 OK\r\nX-Backend: 127.0.0.1" + address + "\r\nServer: kit-upstream",
            "application/json",
            "{\"choices\":[]}");
    look(stage.ask(Chat.plain(), leaky).answer(), address);
    look(stage.ask(Chat.plain(), Script.of(new Step.Reset())).answer(), address);
    look(
        stage
            .ask(Chat.streaming(), Script.stream().words(1, Duration.ZERO).then(new Step.Reset()))
            .answer(),
        address);
    return "headers, 503 and error event";
  }

  private static void look(Answer answer, String address) {
    answer
        .headers()
        .forEach(h ->
            Broken.unless(
                !h.getValue().contains(address), "header %s: %s", h.getKey(), h.getValue()));
    Broken.unless(!answer.text().contains(address), "body %s", Seen.excerpt(answer.text()));
  }
}
