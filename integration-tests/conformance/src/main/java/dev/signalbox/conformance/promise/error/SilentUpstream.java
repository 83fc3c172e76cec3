package dev.signalbox.conformance.promise.error;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.upstream.Script;
import java.time.Duration;

/** An upstream that never answers is 504 as JSON once the configured time is over, and is told. */
public final class SilentUpstream implements Promise {

  @Override
  public String says() {
    return "An upstream that never answers is 504 as JSON once the configured time is over, and is told.";
  }

  @Override
  public boolean applies(Stage stage) {
    return stage.limits().firstToken().isPresent();
  }

  @Override
  public String check(Stage stage) throws Exception {
    Duration limit = stage.limits().firstToken().orElseThrow();
    long start = System.nanoTime();
    try (Stage.Open open = stage.open(Chat.plain(), Script.silence())) {
      Answer answer = open.exchange().answer(limit.plusSeconds(5));
      long millis = (System.nanoTime() - start) / 1_000_000;
      Seen.error(answer, 504);
      Broken.unless(
          open.arrived().abandoned(Duration.ofSeconds(1)).isPresent(), "the upstream was not told");
      return "504 after %d ms".formatted(millis);
    }
  }
}
