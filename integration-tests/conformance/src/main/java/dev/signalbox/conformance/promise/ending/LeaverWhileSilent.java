package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.time.Duration;

/**
 * The upstream sent its first words and then thinks: no write can fail, so the gateway has to watch
 * its client.
 */
public final class LeaverWhileSilent implements Promise {

  @Override
  public String says() {
    return "A client that leaves while a stream is silent is noticed upstream within 100 ms.";
  }

  @Override
  public String check(Stage stage) throws Exception {
    return new Departure(stage)
        .noticed(
            () -> Script.stream().words(2, Duration.ZERO).then(new Step.Hang()),
            Chat.streaming(),
            2);
  }
}
