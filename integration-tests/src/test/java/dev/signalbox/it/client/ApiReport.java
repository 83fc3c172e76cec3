package dev.signalbox.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.rig.ClientRig;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What an official client saw, and what tests ask of it whatever the API.
 *
 * @param client its name
 * @param seen what it printed
 * @param rig what it was tried on
 * @param endless the stream that it left
 */
public record ApiReport(String client, JsonNode seen, ClientRig rig, String endless) {

  /** Runs a client's program on a rig. */
  public static ApiReport of(String client, Sandbox sandbox, ClientRig rig) {
    String endless = "endless-" + client;
    rig.endless(endless);
    JsonNode seen =
        sandbox.probe(
            rig.gateway().base(),
            ClientRig.KEY,
            ClientRig.MODEL,
            ClientRig.SCRIPTED,
            ClientRig.FAILING,
            ClientRig.DYING,
            endless);
    return new ApiReport(client, seen, rig, endless);
  }

  /** The streamed answer says the same as the one that came at once. */
  public void hasEqualAnswers() {
    assertThat(seen.path("answer").asString()).isNotBlank();
    assertThat(seen.at("/streamed/text")).isEqualTo(seen.path("answer"));
    assertThat(seen.at("/streamed/final")).isEqualTo(seen.path("answer"));
  }

  /** The types of the streamed answer's events. */
  public List<String> events() {
    return texts(seen.at("/streamed/events"));
  }

  /** What was seen, by its place. */
  public JsonNode at(String pointer) {
    return seen.at(pointer);
  }

  /** A call was refused with the client's own exception type. */
  public JsonNode refusedAs(String call, String type, int status) {
    JsonNode refused = seen.path(call);
    assertThat(refused.path("type").asString("")).as("%s: %s", call, refused).isEqualTo(type);
    assertThat(refused.path("status").asInt(0)).as("%s: %s", call, refused).isEqualTo(status);
    return refused;
  }

  /** The client told that a stream broke. */
  public void sawTheBreak() {
    assertThat(seen.at("/broken/type").asString("")).as("%s", seen.path("broken")).isNotBlank();
  }

  /** The upstream saw that the client left. */
  public void cancelWasSeenUpstream() throws InterruptedException {
    var calls = rig.upstream().calls(endless);
    assertThat(calls).hasSize(1);
    assertThat(calls.getFirst().abandoned(Duration.ofSeconds(10))).isPresent();
  }

  /** The texts of an array. */
  public static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  @Override
  public String toString() {
    return client;
  }
}
