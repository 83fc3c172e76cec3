package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** Fields of a chunk that the gateway does not know reach the client as they are. */
public final class KeepsUnknownFields implements Promise {
  private static final String ODD =
      "\"x_odd\":{\"precise\":0.1000000000000000055511151231257827,\"big\":12345678901234567890,\"nul\":null,\"esc\":\"\\u00e9\\/\"}";

  @Override
  public String says() {
    return "Fields of a chunk that the gateway does not know reach the client as they are.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String chunk = Json.delta(0, "a").replace("\"created\":1", "\"created\":1," + ODD);
    Answer answer = stage.ask(Chat.streaming(), Script.stream().data(chunk).whole()).answer();
    Seen.wholeStream(answer, "a");
    Broken.unless(answer.text().contains(ODD), "changed: %s", Seen.excerpt(answer.text()));
    return "byte for byte";
  }
}
