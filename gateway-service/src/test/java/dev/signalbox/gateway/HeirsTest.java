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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a replica with the same weights under the same name goes on with a stream. */
class HeirsTest extends GatewayTest {

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.retry-floor=1000",
      "signalbox.dispatch.breaker-minimum=1000",
      "signalbox.dispatch.breaker-calls=1000"
    };
  }

  @BeforeEach
  void resume() {
    gateway().router().deliver(new Delivery(Delivery.Resume.EXACT, 0));
  }

  private ScriptedUpstream replica(@Nullable String version, String upstreamModel) {
    gateway().router().serving(version);
    return upstream("expert", upstreamModel, ResumeTest::theRest);
  }

  private void theFirstDies(@Nullable String version) {
    replica(version, "m").script(call -> ResumeTest.begun(call).hangUp());
  }

  @ParameterizedTest
  @CsvSource({"sha256:1, sha256:2", "sha256:1,", ", sha256:1"})
  void otherOrUnknownWeightsGoOnWithNothing(@Nullable String first, @Nullable String next)
      throws Exception {
    theFirstDies(first);
    ScriptedUpstream other = replica(next, "m");

    assertBroken(client().chat(ASKED).read(), other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:1"})
  void anotherModelOfTheServersGoesOnWithNothing(String version) throws Exception {
    String known = version.isEmpty() ? null : version;
    theFirstDies(known);
    ScriptedUpstream other = replica(known, "another");

    assertBroken(client().chat(ASKED).read(), other);
  }

  @Test
  void whoDoesNotFitIsPassedOver() throws Exception {
    theFirstDies("sha256:1");
    ScriptedUpstream other = replica("sha256:2", "m");
    ScriptedUpstream another = replica("sha256:1", "another");
    ScriptedUpstream same = replica("sha256:1", "m");
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body())
        .isEqualTo(SHOWN_BEGINNING + shown("c\\\"") + shownEnd("stop") + "data: [DONE]\n\n");
    assertThat(same.next().head()).startsWith("POST /v1/completions ");
    assertThat(other.pending()).isZero();
    assertThat(another.pending()).isZero();
    assertThat(attempts(outcome()))
        .containsExactly(AttemptKind.BROKE_MID_STREAM, AttemptKind.ANSWERED);
  }

  private void assertBroken(RawClient.Answer answer, ScriptedUpstream other) throws Exception {
    assertThat(answer.body()).startsWith(SHOWN_BEGINNING).contains("\"upstream_failed\"");
    assertThat(answer.clean()).isFalse();
    assertThat(other.pending()).isZero();
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.BROKE_MID_STREAM);
  }
}
