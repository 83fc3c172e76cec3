package dev.signalbox.gateway.inference;

import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
      Exchange exchange, RoutingDecision decision, Placement placement, long completionTokens) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.writeBytes(NAME);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("tokens");
      for (Map.Entry<String, Long> one : tokens(exchange, placement, completionTokens).entrySet()) {
        json.writeNumberProperty(one.getKey(), one.getValue());
      }
      json.writeEndObject();
      json.writeStringProperty("expert", placement.expert());
      json.writeStringProperty("mode", decision.mode().wireName());
      json.writeNumberProperty("difficulty", decision.difficulty());
      json.writeNumberProperty("p_good_enough", decision.pGoodEnough());
      json.writeStringProperty("category", decision.category());
      json.writeStringProperty("language", decision.language());
      json.writeStringProperty("policy", decision.policy());
      json.writeStringProperty("arm", decision.arm());
      json.writeStringProperty("revision", decision.revision());
      json.writeStringProperty("router", decision.router());
      json.writeNumberProperty("attempts", exchange.attempts().count());
      if (decision.draft() != null && exchange.draft() != null) {
        draft(json, exchange, decision.draft(), exchange.draft());
      }
      if (decision.thinking() != null) {
        json.writeStringProperty("effort", decision.thinking().effort().wireName());
        json.writeNumberProperty("thinking_budget", decision.thinking().budget());
      }
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

  /** Tokens written by each expert, those of a draft that did not stand included. */
  private static Map<String, Long> tokens(
      Exchange exchange, Placement placement, long completionTokens) {
    Map<String, Long> tokens = new LinkedHashMap<>();
    tokens.put(placement.expert(), completionTokens);
    for (Consumption.Waste one : exchange.consumption().waste()) {
      tokens.merge(one.by().expert(), one.tokens().completion(), Long::sum);
    }
    return tokens;
  }

  private static void draft(
      JsonGenerator json, Exchange exchange, DraftRule rule, RoutingOutcome.Draft draft) {
    json.writeObjectPropertyStart("draft");
    json.writeStringProperty("expert", rule.expert());
    json.writeStringProperty("verdict", draft.verdict().name().toLowerCase(Locale.ROOT));
    json.writeNumberProperty("threshold", rule.threshold());
    if (draft.confidence() != null) {
      json.writeNumberProperty("confidence", draft.confidence());
    }
    json.writeNumberProperty("wasted_tokens", exchange.consumption().wastedTokens());
    json.writeEndObject();
  }
}
