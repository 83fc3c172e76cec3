package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.client.Http2Exchange;
import dev.signalbox.conformance.client.Transcript;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** A stream over HTTP/2 by prior knowledge arrives as over HTTP/1.1. */
public final class StreamsOverHttp2 implements Promise {

  @Override
  public String says() {
    return "Over HTTP/2 without TLS, by prior knowledge, a stream comes as it is sent and ends whole.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    String key = stage.key(_ -> Script.stream().words(10, Duration.ofMillis(20)).whole());
    try (Http2Exchange exchange = Http2Exchange.open(stage.gateway())) {
      String body = Chat.streaming().body(stage.gateway().model(), key);
      Answer answer = exchange.post("/chat/completions", body).answer(stage.patience());
      Transcript transcript = Transcript.of(answer);
      Broken.unless(answer.status() == 200, "status %d, %s", answer.status(), answer.ending());
      Broken.unless(
          transcript.text().equals("w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 "), "text %s", transcript.text());
      Broken.unless(
          transcript.done() && answer.ending() == Ending.CLEAN, "ended %s", answer.ending());
      long spread = Seen.spread(answer).toMillis();
      Broken.unless(spread > 120, "sent over 180 ms, came within %d ms: held back", spread);
      return "sent over 180 ms, came over %d ms, then END_STREAM".formatted(spread);
    }
  }
}
