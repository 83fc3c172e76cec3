package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A hedge is paid for from the retry budget: with none left nobody else is asked. */
class HedgeBudgetTest extends GatewayTest {
  private static final int ENOUGH = 40;

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.retry-share=0",
      "signalbox.dispatch.retry-floor=0",
      "signalbox.dispatch.answer-timeout=2s"
    };
  }

  @Test
  void withoutABudgetTheSlowReplicaIsWaitedFor() throws Exception {
    gateway().router().deliver(new Delivery(Delivery.Resume.NONE, 90));
    ScriptedUpstream slow = upstream(Call::plainAnswer);
    for (int i = 0; i < ENOUGH; i++) {
      assertThat(client().chat("").read().status()).isEqualTo(200);
    }
    slow.script(call -> call.awaitClose(new CompletableFuture<>()));
    ScriptedUpstream other = upstream(Call::plainAnswer);

    assertThat(client().chat("").read().status()).isEqualTo(504);

    assertThat(other.pending()).isZero();
    assertThat(attempts(outcome())).containsExactly(AttemptKind.FIRST_TOKEN_TIMEOUT);
  }
}
