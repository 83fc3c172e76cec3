package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that takes unusually long is overtaken by another one, where the policy wants it. */
class HedgeTest extends GatewayTest {
  private static final int ENOUGH = 40;

  @BeforeEach
  void hedge() {
    gateway().router().deliver(new Delivery(Delivery.Resume.NONE, 90));
  }

  /** A replica whose usual wait is known, and that takes for ever from now on. */
  private ScriptedUpstream slow(String members, CompletableFuture<Long> closed) throws Exception {
    ScriptedUpstream upstream =
        upstream(call -> {
          if (members.isEmpty()) {
            call.plainAnswer();
          } else {
            call.startStream().chunk(Call.event("a", "\"stop\"")).endStream();
          }
        });
    for (int i = 0; i < ENOUGH; i++) {
      assertThat(client().chat(members).read().status()).isEqualTo(200);
      upstream.next();
    }
    return upstream.script(call -> call.awaitClose(closed));
  }

  @Test
  void theOtherReplicaAnswersAndTheSlowOneIsTold() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    ScriptedUpstream slow = slow("", closed);
    upstream(Call::plainAnswer);
    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-signalbox-attempts")).isEqualTo("2");
    slow.next();
    ScriptedUpstream.await(closed);
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.CANCELLED, AttemptKind.ANSWERED);
  }

  @Test
  void aStreamIsHedgedBeforeItsFirstToken() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    slow("\"stream\":true,", closed);
    upstream(call -> call.startStream().chunk(Call.event("b", "\"stop\"")).endStream());
    RawClient.Answer answer = client().chat("\"stream\":true,").read();

    assertThat(answer.body()).contains("\"content\":\"b\"").endsWith("data: [DONE]\n\n");
    ScriptedUpstream.await(closed);
  }

  @Test
  void aClientThatLeavesClosesBoth() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    CompletableFuture<Long> otherClosed = new CompletableFuture<>();
    slow("", closed);
    ScriptedUpstream other = upstream(call -> call.awaitClose(otherClosed));
    RawClient client = client().chat("");
    other.next();
    client.close();

    ScriptedUpstream.await(closed);
    ScriptedUpstream.await(otherClosed);
    assertThat(attempts(outcome())).containsExactly(AttemptKind.CANCELLED, AttemptKind.CANCELLED);
  }
}
