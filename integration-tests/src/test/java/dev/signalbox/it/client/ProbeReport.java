package dev.signalbox.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.it.rig.ClientRig;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an official client saw, and the questions that tests have about it. */
public final class ProbeReport {
  private static final int MANY = 24;

  private final JsonNode seen;
  private final ClientRig rig;
  private final String endless;

  private ProbeReport(JsonNode seen, ClientRig rig, String endless) {
    this.seen = seen;
    this.rig = rig;
    this.endless = endless;
  }

  /** Runs a client's probe on a rig; {@code endless} names the stream that it leaves. */
  public static ProbeReport of(Sandbox sandbox, ClientRig rig, String endless) {
    return new ProbeReport(probe(sandbox, rig, endless), rig, endless);
  }

  /** What a client's program saw on a rig. */
  static JsonNode probe(Sandbox sandbox, ClientRig rig, String endless) {
    rig.endless(endless);
    return sandbox.probe(
        rig.gateway().base(),
        ClientRig.KEY,
        ClientRig.MODEL,
        ClientRig.SCRIPTED,
        ClientRig.FAILING,
        ClientRig.DYING,
        endless);
  }

  public void hasEqualAnswers() {
    assertThat(seen.path("answer").asString()).isNotBlank();
    assertThat(seen.path("streamed").asString()).isEqualTo(seen.path("answer").asString());
  }

  public void listsModelsAndUsage() {
    assertThat(seen.path("models").valueStream().map(JsonNode::asString))
        .contains("auto", "small", "large", ClientRig.MODEL, ClientRig.SCRIPTED);
    assertThat(seen.at("/usage/choices").asInt()).isZero();
    assertThat(seen.at("/usage/completion_tokens").asInt()).isPositive();
  }

  public void hasAllOfMany() {
    assertThat(seen.path("many").asInt()).isEqualTo(MANY);
  }

  /** A call was refused with the client's own exception type. */
  public Refused refusedAs(String call, String type, int status, String code) {
    JsonNode refused = seen.path(call);
    assertThat(refused.path("type").asString()).as("%s: %s", call, refused).isEqualTo(type);
    assertThat(refused.path("status").asInt()).as("%s: %s", call, refused).isEqualTo(status);
    assertThat(refused.path("code").asString()).as("%s: %s", call, refused).isEqualTo(code);
    return new Refused(refused.path("retry_after").asString(""));
  }

  public void sawTheBreak() {
    assertThat(seen.path("broken").path("type").asString()).isNotBlank();
  }

  public void cancelWasSeenUpstream() throws InterruptedException {
    List<Call> calls = rig.upstream().calls(endless);
    assertThat(calls).hasSize(1);
    assertThat(calls.getFirst().abandoned(Duration.ofSeconds(1))).isPresent();
  }

  /**
   * A refusal.
   *
   * @param retryAfter its Retry-After, empty if none
   */
  public record Refused(String retryAfter) {

    public void retriesAfter(String seconds) {
      assertThat(retryAfter).isEqualTo(seconds);
    }

    public void retriesLater() {
      assertThat(retryAfter).matches("[1-9][0-9]*");
    }
  }
}
