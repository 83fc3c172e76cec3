package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Breakers open on failures and on nothing else. */
class BreakersTest extends GatewayTest {
  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.breaker-minimum=3",
      "signalbox.dispatch.breaker-calls=3",
      "signalbox.dispatch.breaker-open=300ms"
    };
  }

  @Test
  void failingReplicaIsLeftAloneAndComesBack() throws Exception {
    ScriptedUpstream upstream = upstream(call -> call.respond(500, "text/html", "", ""));
    for (int i = 0; i < 3; i++) {
      assertThat(client().chat("").read().status()).isEqualTo(502);
      upstream.next();
      outcome();
    }
    RawClient.Answer refused = client().chat("").read();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("retry-after")).isNotNull();
    assertThat(upstream.pending()).isZero();

    upstream.script(ScriptedUpstream.Call::plainAnswer);
    long deadline = System.nanoTime() + 3_000_000_000L;
    int status = 503;
    while (status == 503 && System.nanoTime() < deadline) {
      status = client().chat("").read().status();
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void refusalsAndBusyAnswersOpenNoBreaker() throws Exception {
    ScriptedUpstream upstream =
        upstream(call -> call.respond(429, "application/json", "retry-after: 7\r\n", "{}"));
    for (int i = 0; i < 10; i++) {
      assertThat(client().chat("").read().status()).isEqualTo(429);
    }
    upstream.script(call -> call.respond(400, "application/json", "", "{}"));
    for (int i = 0; i < 10; i++) {
      assertThat(client().chat("").read().status()).isEqualTo(400);
    }
    upstream.script(ScriptedUpstream.Call::plainAnswer);
    assertThat(client().chat("").read().status()).isEqualTo(200);
  }
}
