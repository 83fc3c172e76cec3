package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** A 200 that is no JSON and no event stream is an error. */
public final class GarbageIsNoAnswer implements Promise {

  @Override
  public String says() {
    return "A 200 that is no JSON and no event stream is an error.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script page = Script.answer("200 OK", "text/html", "<html>It works!</html>");
    Answer plain = stage.ask(Chat.plain(), page).answer();
    Seen.error(plain, 500, 502, 503);
    Answer streamed = stage.ask(Chat.streaming(), page).answer();
    Seen.error(streamed, 500, 502, 503);
    return "status %d".formatted(plain.status());
  }
}
