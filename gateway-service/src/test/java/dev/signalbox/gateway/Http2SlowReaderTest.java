package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.RawHttp2.Frame;
import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.OutcomeKind;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A client of HTTP/2 that takes an answer bit by bit is not one that takes nothing. The limit is
 * long, so that no pause of a busy machine reaches it; all the bits together take longer.
 */
class Http2SlowReaderTest extends GatewayTest {
  private static final int BIT = 10;
  private static final int PAUSE_MILLIS = 110;

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.limits.idle-timeout=2s",
      "signalbox.limits.read-timeout=2s",
      "signalbox.stream.slow-reader-timeout=2s"
    };
  }

  @Test
  void clientThatTakesSlowlyGetsAll() throws Exception {
    upstream(Call::plainAnswer);
    StringBuilder taken = new StringBuilder();
    long begun = System.nanoTime();
    try (RawHttp2 client = new RawHttp2(gateway().port(), BIT)) {
      client.chat(1, "");
      Frame piece = client.next(RawHttp2.DATA);
      while (!piece.endsStream()) {
        taken.append(new String(piece.payload(), StandardCharsets.UTF_8));
        CompletableFuture<Void> never = new CompletableFuture<>();
        never.completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS).get();
        client.take(1, BIT);
        piece = client.next(RawHttp2.DATA);
      }
      taken.append(new String(piece.payload(), StandardCharsets.UTF_8));
    }
    assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.SECONDS.toNanos(2));
    assertThat(taken.toString()).isEqualTo(Call.ANSWER.replace("\"m\"", "\"expert\""));
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }
}
