package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** A gateway that follows redirects can be sent anywhere by whoever answers. */
public final class RedirectNotFollowed implements Promise {

  @Override
  public String says() {
    return "A redirect of the upstream is not followed.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String elsewhere = stage.key(_ -> Script.completion("elsewhere"));
    Script redirect =
        Script.answer(
            "307 Temporary Redirect\r\nLocation: http://127.0.0.1:%d/v1/chat/completions?%s"
                .formatted(stage.upstream().port(), elsewhere),
            "text/plain",
            "");
    Stage.Asked asked = stage.ask(Chat.plain(), redirect);
    Broken.unless(asked.calls().size() == 1, "%d calls upstream", asked.calls().size());
    Seen.error(asked.answer(), 500, 502, 503);
    return "status %d, one call".formatted(asked.answer().status());
  }
}
