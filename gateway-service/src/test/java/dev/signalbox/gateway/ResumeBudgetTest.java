package dev.signalbox.gateway;

import static dev.signalbox.gateway.ResumeTest.ASKED;
import static dev.signalbox.gateway.ResumeTest.SHOWN_BEGINNING;
import static dev.signalbox.gateway.ResumeTest.shown;
import static dev.signalbox.gateway.ResumeTest.shownEnd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A slow stream is kept where the retry budget does not pay for another replica. */
class ResumeBudgetTest extends GatewayTest {
  /** 400 ms, twice what makes a stream slow. */
  private static final int LONGER_THAN_SLOW = 4;

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.resume-after=200ms",
      "signalbox.stream.keep-alive=100ms",
      "signalbox.stream.idle-timeout=1500ms",
      "signalbox.dispatch.retry-share=0",
      "signalbox.dispatch.retry-floor=0",
      "signalbox.dispatch.breaker-minimum=1000",
      "signalbox.dispatch.breaker-calls=1000"
    };
  }

  @BeforeEach
  void resume() {
    gateway().router().deliver(new Delivery(Delivery.Resume.EXACT, 0));
  }

  @Test
  void aSlowStreamThatGoesOnIsTheAnswer() throws Exception {
    KeepAlives slow = new KeepAlives(LONGER_THAN_SLOW);
    upstream(call -> {
      ResumeTest.begun(call);
      slow.await();
      call.chunk(ResumeTest.said("c", 12))
          .chunk(ResumeTest.chunk("m", "{}", "\"stop\"", ",\"token_ids\":[13]"))
          .chunk("data: [DONE]\n\n")
          .endStream();
    });
    ScriptedUpstream other = upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read(slow);

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(SHOWN_BEGINNING + shown("c") + shownEnd("stop") + "data: [DONE]\n\n");
    assertThat(answer.clean()).isTrue();
    assertThat(attempts(outcome())).containsExactly(AttemptKind.ANSWERED);
    assertThat(other.pending()).isZero();
  }

  @Test
  void aSlowStreamThatDoesNotGoOnHasTheTimeThatThereIs() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> ResumeTest.begun(call).awaitClose(closed));
    ScriptedUpstream other = upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .startsWith(SHOWN_BEGINNING)
        .contains("\"upstream_timeout\"");
    assertThat(answer.clean()).isFalse();
    ScriptedUpstream.await(closed);
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_TIMEOUT);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.BROKE_MID_STREAM);
    assertThat(other.pending()).isZero();
  }

  @Test
  void aStreamThatDiesIsBroken() throws Exception {
    upstream(call -> ResumeTest.begun(call).reset());
    ScriptedUpstream other = upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .startsWith(SHOWN_BEGINNING)
        .contains("\"upstream_failed\"");
    assertThat(attempts(outcome())).containsExactly(AttemptKind.BROKE_MID_STREAM);
    assertThat(other.pending()).isZero();
  }

  @Test
  void aClientThatLeavesASlowStreamClosesIt() throws Exception {
    inTime(() -> {
      resume();
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(call -> ResumeTest.begun(call).awaitClose(closed));
      upstream(ResumeTest::theRest);
      RawClient client = client().chat(ASKED);
      for (int i = 0; i < LONGER_THAN_SLOW; i++) {
        client.readUntil(KeepAlives.COMMENT);
      }

      leave(client, closed);
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.CANCELLED);
    });
  }
}
