package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;

/** A client that leaves an answer that is not streamed is noticed upstream within 100 ms. */
public final class LeaverWithoutStream implements Promise {

  @Override
  public String says() {
    return "A client that leaves an answer that is not streamed is noticed upstream within 100 ms.";
  }

  @Override
  public String check(Stage stage) throws Exception {
    return new Departure(stage).noticed(Script::silence, Chat.plain(), 0);
  }
}
