package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.time.Duration;

/** A client that leaves in mid-stream is noticed upstream within 100 ms. */
public final class LeaverMidStream implements Promise {

  @Override
  public String says() {
    return "A client that leaves in mid-stream is noticed upstream within 100 ms.";
  }

  @Override
  public String check(Stage stage) throws Exception {
    Departure departure = new Departure(stage);
    return departure.noticed(
        () -> Script.stream().words(400, Duration.ofMillis(10)).whole(), Chat.streaming(), 3);
  }
}
