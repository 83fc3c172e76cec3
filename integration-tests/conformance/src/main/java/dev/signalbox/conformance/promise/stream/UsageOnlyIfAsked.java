package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Transcript;
import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.StreamScript;
import java.io.IOException;
import java.time.Duration;

/**
 * The gateway may ask the upstream for usage to count by; a client that did not ask must not meet a
 * chunk without choices.
 */
public final class UsageOnlyIfAsked implements Promise {

  @Override
  public String says() {
    return "Usage that the client did not ask for does not reach it.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Stage.Asked asked =
        stage.ask(
            Chat.streaming(),
            call -> {
              StreamScript script = Script.stream().texts(Duration.ZERO, "a").finish();
              return (asksUsage(call) ? script.data(Json.usage(7)) : script).done();
            });
    Transcript transcript = Seen.wholeStream(asked.answer(), "a");
    Broken.unless(transcript.usages().isEmpty(), "usage reached the client");
    return asksUsage(asked.calls().getFirst()) ? "asked upstream, removed" : "not asked upstream";
  }

  private static boolean asksUsage(Call call) {
    return call.body().replace(" ", "").contains("\"include_usage\":true");
  }
}
