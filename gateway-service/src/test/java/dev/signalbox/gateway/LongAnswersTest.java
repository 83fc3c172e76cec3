package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Answers that take longer than any may. */
class LongAnswersTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.breaker-minimum=3",
      "signalbox.dispatch.breaker-calls=3",
      "signalbox.dispatch.breaker-open=1m",
      "signalbox.stream.total-timeout=1s"
    };
  }

  @Test
  void aLongAnswerIsNoFaultOfTheReplica() throws Exception {
    ScriptedUpstream upstream =
        upstream(call -> {
          call.startStream().token("word");
          call.awaitClose(new CompletableFuture<>());
        });
    for (int i = 0; i < 3; i++) {
      assertThat(client().chat(STREAM).read().body()).contains("upstream_timeout");
      upstream.next();
      outcome();
    }

    upstream.script(ScriptedUpstream.Call::plainAnswer);
    assertThat(client().chat("").read().status()).isEqualTo(200);
  }
}
