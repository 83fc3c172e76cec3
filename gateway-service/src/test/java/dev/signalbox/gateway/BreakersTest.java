package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.DraftVerdict;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.ShareCredit;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breakers open on failures and on nothing else. */
class BreakersTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.breaker-minimum=3",
      "signalbox.dispatch.breaker-calls=3",
      "signalbox.dispatch.breaker-open=2s"
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
    long deadline = System.nanoTime() + 30_000_000_000L;
    int status = 503;
    while (status == 503 && System.nanoTime() < deadline) {
      try (RawClient client = new RawClient(gateway().port())) {
        status = client.chat("").read().status();
      }
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(status).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void creditOfAnAnswerThatNobodyCouldBeAskedForIsToldBack(String stream) throws Exception {
    upstream(call -> call.respond(500, "text/html", "", ""));
    for (int i = 0; i < 3; i++) {
      client().chat(stream).read();
      outcome();
    }
    ShareCredit credit = new ShareCredit("default", 100, true, Set.of("expert"));
    gateway().router().credit(credit);
    assertThat(client().chat(stream).read().status()).isEqualTo(503);

    RoutingOutcome outcome = outcome();
    assertThat(outcome.attempts()).isEmpty();
    assertThat(outcome.expert()).isNull();
    assertThat(outcome.credit()).isEqualTo(credit);
  }

  @Test
  void streamsThatDieOpenTheBreakerThoughTheyBegan() throws Exception {
    ScriptedUpstream upstream = upstream(call -> call.startStream().token("word").reset());
    for (int i = 0; i < 3; i++) {
      assertThat(client().chat(STREAM).read().status()).isEqualTo(200);
      upstream.next();
      outcome();
    }

    assertThat(client().chat(STREAM).read().status()).isEqualTo(503);
    assertThat(upstream.pending()).isZero();
  }

  @Test
  void draftsThatBreakOffOpenTheBreaker() throws Exception {
    gateway()
        .router()
        .cascade(
            placements -> new DraftRule("small", null, -0.5, 0.5, null, true, null, 1 << 20, null));
    ScriptedUpstream small = upstream("small", call -> call.startStream().token("word").reset());
    upstream(
        "large",
        call ->
            call.startStream().chunk(Call.event("", "\"stop\"") + "data: [DONE]\n\n").endStream());
    for (int i = 0; i < 3; i++) {
      assertThat(client().chat(STREAM).read().body()).endsWith("data: [DONE]\n\n");
      small.next();
      outcome();
    }

    assertThat(client().chat(STREAM).read().body()).endsWith("data: [DONE]\n\n");
    assertThat(small.pending()).isZero();
  }

  @Test
  void cascadeThatNobodyTriesIsReportedAllTheSame() throws Exception {
    gateway()
        .router()
        .cascade(
            placements -> new DraftRule("small", null, -0.5, 0.5, null, true, null, 1 << 20, null));
    upstream("small", call -> call.startStream().token("word").reset());
    upstream("large", call -> call.startStream().token("word").reset());
    for (int i = 0; i < 3; i++) {
      client().chat(STREAM).read();
      outcome();
    }

    assertThat(client().chat(STREAM).read().status()).isEqualTo(503);
    RoutingOutcome outcome = outcome();
    assertThat(attempts(outcome)).isEmpty();
    assertThat(outcome.expert()).isNull();
    assertThat(Objects.requireNonNull(outcome.draft()).verdict()).isEqualTo(DraftVerdict.FAILED);
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
