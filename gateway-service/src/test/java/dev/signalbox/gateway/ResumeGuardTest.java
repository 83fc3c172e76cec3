package dev.signalbox.gateway;

import static dev.signalbox.gateway.ResumeTest.ASKED;
import static dev.signalbox.gateway.ResumeTest.SHOWN_BEGINNING;
import static dev.signalbox.gateway.ResumeTest.shown;
import static dev.signalbox.gateway.ResumeTest.shownEnd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import org.junit.jupiter.api.Test;

/** A slow stream is kept where every replica that could go on with it is left alone for now. */
class ResumeGuardTest extends GatewayTest {
  /** 400 ms, twice what makes a stream slow. */
  private static final int LONGER_THAN_SLOW = 4;

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.resume-after=200ms",
      "signalbox.stream.keep-alive=100ms",
      "signalbox.dispatch.retry-floor=1000",
      "signalbox.dispatch.breaker-minimum=1",
      "signalbox.dispatch.breaker-calls=1",
      "signalbox.dispatch.breaker-open=60s"
    };
  }

  @Test
  void anOpenBreakerIsNobody() throws Exception {
    ScriptedUpstream first = upstream(call -> call.respond(429, "text/plain", "", ""));
    ScriptedUpstream other = upstream(call -> call.respond(500, "text/plain", "", ""));
    assertThat(client().chat("").read().status()).isEqualTo(502);
    other.next();

    gateway().router().deliver(new Delivery(Delivery.Resume.EXACT, 0));
    KeepAlives slow = new KeepAlives(LONGER_THAN_SLOW);
    other.script(ResumeTest::theRest);
    first.script(call -> {
      ResumeTest.begun(call);
      slow.await();
      call.chunk(ResumeTest.said("c", 12))
          .chunk(ResumeTest.chunk("m", "{}", "\"stop\"", ",\"token_ids\":[13]"))
          .chunk("data: [DONE]\n\n")
          .endStream();
    });
    RawClient.Answer answer = client().chat(ASKED).read(slow);

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(SHOWN_BEGINNING + shown("c") + shownEnd("stop") + "data: [DONE]\n\n");
    assertThat(attempts(outcome())).containsExactly(AttemptKind.ANSWERED);
    assertThat(other.pending()).isZero();
  }
}
