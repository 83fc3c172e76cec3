package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** A 429 of the only upstream reaches the client with its Retry-After, at once. */
public final class BusyPassesRetryAfter implements Promise {

  @Override
  public String says() {
    return "A 429 of the only upstream reaches the client with its Retry-After, at once.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script busy =
        Script.answer(
            "429 Too Many Requests\r\nRetry-After: 7",
            "application/json",
            "{\"error\":{\"message\":\"busy\",\"type\":\"rate_limit\",\"code\":\"rate_limited\",\"param\":null}}");
    long start = System.nanoTime();
    Stage.Asked asked = stage.ask(Chat.plain(), busy);
    long millis = (System.nanoTime() - start) / 1_000_000;
    Seen.error(asked.answer(), 429);
    String after = asked.answer().header("retry-after").orElse("none");
    Broken.unless(after.equals("7"), "Retry-After %s instead of 7", after);
    Broken.unless(asked.calls().size() == 1, "%d calls upstream", asked.calls().size());
    Broken.unless(millis < 2_000, "after %d ms", millis);
    return "429, Retry-After 7, one call, %d ms".formatted(millis);
  }
}
