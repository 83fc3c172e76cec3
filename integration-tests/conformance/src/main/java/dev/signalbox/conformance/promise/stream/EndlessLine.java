package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import dev.signalbox.conformance.upstream.StreamScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The upstream sends 24 MiB in one line; the gateway must give up before it has taken all of it.
 */
public final class EndlessLine implements Promise {
  private static final int MIB = 1 << 20;

  @Override
  public String says() {
    return "A line without end is an error, not a growing heap.";
  }

  @Override
  public String check(Stage stage) throws IOException, InterruptedException {
    StreamScript script = Script.stream().texts(Duration.ZERO, "a").text("data: {\"x\":\"");
    for (int i = 0; i < 24; i++) {
      script.bytes("y".repeat(MIB).getBytes(StandardCharsets.US_ASCII));
    }
    try (Stage.Open open = stage.open(Chat.streaming(), script.then(new Step.Hang()))) {
      Answer answer = open.exchange().answer(stage.patience());
      Broken.unless(
          answer.ending() != Ending.WAITING,
          "took %d MiB and waits for more",
          answer.body().length / MIB);
      return Seen.notWhole(answer) + " after %d MiB".formatted(open.arrived().written() / MIB);
    }
  }
}
