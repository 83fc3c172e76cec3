package dev.signalbox.gateway.inference;

import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RoutingDecision;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes {@code usage.signalbox}: who wrote how many tokens, and why it was asked. */
final class Explanation {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NAME = "\"signalbox\":".getBytes(StandardCharsets.US_ASCII);

  private Explanation() {}

  /** The member with its name, without a comma. */
  static byte[] member(
      RoutingDecision decision, Placement placement, long completionTokens, int attempts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.writeBytes(NAME);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("tokens");
      json.writeNumberProperty(placement.expert(), completionTokens);
      json.writeEndObject();
      json.writeStringProperty("expert", placement.expert());
      json.writeStringProperty("mode", decision.mode().wireName());
      json.writeNumberProperty("difficulty", decision.difficulty());
      json.writeNumberProperty("p_good_enough", decision.pGoodEnough());
      json.writeStringProperty("category", decision.category());
      json.writeStringProperty("policy", decision.policy());
      json.writeStringProperty("arm", decision.arm());
      json.writeStringProperty("revision", decision.revision());
      json.writeStringProperty("router", decision.router());
      json.writeNumberProperty("attempts", attempts);
      json.writeArrayPropertyStart("reasons");
      for (Reason reason : decision.reasons()) {
        json.writeStartObject();
        json.writeStringProperty("rule", reason.rule());
        json.writeStringProperty("expert", reason.expert());
        json.writeNumberProperty("contribution", reason.contribution());
        json.writeStringProperty("text", reason.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
