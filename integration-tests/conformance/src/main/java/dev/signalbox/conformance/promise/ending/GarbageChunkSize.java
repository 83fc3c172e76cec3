package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A transport that turns to garbage in mid-stream is a broken stream. */
public final class GarbageChunkSize implements Promise {

  @Override
  public String says() {
    return "A transport that turns to garbage in mid-stream is a broken stream.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Script script =
        Script.stream()
            .words(3, Duration.ofMillis(5))
            .then(new Step.Raw("zz!\r\nnot a chunk\r\n".getBytes(StandardCharsets.US_ASCII)));
    return Seen.notWhole(stage.ask(Chat.streaming(), script).answer());
  }
}
