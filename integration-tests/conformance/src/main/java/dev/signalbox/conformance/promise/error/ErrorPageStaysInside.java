package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** An upstream's error page never reaches the client as it is. */
public final class ErrorPageStaysInside implements Promise {

  @Override
  public String says() {
    return "An upstream's error page never reaches the client as it is.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script page =
        Script.answer(
            "500 Internal Server Error",
            "text/html",
            "<html><body>nginx at 10.0.0.7</body></html>");
    Answer answer = stage.ask(Chat.plain(), page).answer();
    Seen.error(answer, 500, 502, 503);
    Broken.unless(!answer.text().contains("10.0.0.7"), "the page's text: %s", answer.text());
    Answer streamed = stage.ask(Chat.streaming(), page).answer();
    Seen.error(streamed, 500, 502, 503);
    return "status %d".formatted(answer.status());
  }
}
