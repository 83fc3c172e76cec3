package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.admission.ConcurrencyLimits;
import dev.signalbox.gateway.dispatch.ReplicaGuards;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import org.junit.jupiter.api.Test;

/** An answer in one piece has ended when it has left the gateway, and not when it is there. */
class WholeAnswersTest extends GatewayTest {
  /** More than lies between two sockets. */
  private static final int LONG = 16 << 20;

  private static final String ANSWER = Call.ANSWER.replace("hello", "x".repeat(LONG));
  private static final int LENGTH = ANSWER.length() + "expert".length() - "m".length();

  /** A client that has the head of an answer which is longer than what lies between two sockets. */
  private RawClient begun() throws Exception {
    upstream(call -> call.respond(200, "application/json", "", ANSWER));
    RawClient client = client().chat("");
    client.readUntil("\r\n\r\n");
    return client;
  }

  private int underWay() {
    return gateway().bean(ConcurrencyLimits.class).underWay();
  }

  @Test
  void answerIsUnderWayUntilItHasLeft() throws Exception {
    RawClient client = begun();
    assertThat(underWay()).isEqualTo(1);
    assertThat(gateway().router().outcomes()).isEmpty();

    assertThat(client.socket().getInputStream().readNBytes(LENGTH)).hasSize(LENGTH);
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.ANSWERED);
    assertThat(underWay()).isZero();
    // what the client takes to read it says nothing of the expert
    assertThat(outcome.total()).isEqualTo(outcome.timeToFirstToken());
  }

  /** Or clients that take nothing would use up a replica that all tenants share. */
  @Test
  void replicaIsFreeAsSoonAsTheAnswerIsThere() throws Exception {
    begun();
    assertThat(underWay()).isEqualTo(1);
    assertThat(gateway().bean(ReplicaGuards.class).bulkheads().getAllBulkheads())
        .isNotEmpty()
        .allSatisfy(bulkhead ->
            assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls())
                .isEqualTo(bulkhead.getMetrics().getMaxAllowedConcurrentCalls()));
  }

  @Test
  void clientThatLeavesInTheMiddleIsGone() throws Exception {
    begun().close();

    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.ANSWERED);
    assertThat(underWay()).isZero();
  }
}
