package dev.signalbox.conformance.promise.ending;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.client.Http2Exchange;
import dev.signalbox.conformance.client.Transcript;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.time.Duration;

/** A broken stream over HTTP/2 ends with one error event and RST_STREAM. */
public final class BrokenStreamOverHttp2 implements Promise {

  @Override
  public String says() {
    return "Over HTTP/2 a broken stream ends with one error event and RST_STREAM.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String key =
        stage.key(_ ->
            Script.stream()
                .words(3, Duration.ZERO)
                .pause(Duration.ofMillis(30))
                .then(new Step.Reset()));
    try (Http2Exchange exchange = Http2Exchange.open(stage.gateway())) {
      String body = Chat.streaming().body(stage.gateway().model(), key);
      Answer answer = exchange.post("/chat/completions", body).answer(stage.patience());
      Transcript transcript = Transcript.of(answer);
      Broken.unless(answer.status() == 200, "status %d, %s", answer.status(), answer.ending());
      Broken.unless(transcript.errors().size() == 1, "%d error events", transcript.errors().size());
      Broken.unless(answer.ending() == Ending.CUT, "ended %s", answer.ending());
      return "one error event, then RST_STREAM";
    }
  }
}
