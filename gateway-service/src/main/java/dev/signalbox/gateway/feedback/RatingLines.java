package dev.signalbox.gateway.feedback;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Ratings as lines of JSON: one without content, and one to train on. */
final class RatingLines {
  private static final JsonFactory JSON = new JsonFactory();

  private RatingLines() {}

  /** The rating and the decision that it speaks of; never content. */
  static byte[] rating(Answered answered, Rating rating, Instant at) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = generator(line)) {
      json.writeStartObject();
      json.writeStringProperty("time", at.toString());
      json.writeStringProperty("request_id", answered.requestId());
      json.writeStringProperty("tenant", answered.tenant());
      json.writeStringProperty("expert", answered.expert());
      json.writeStringProperty("policy", answered.policy());
      json.writeStringProperty("category", answered.category());
      json.writeNumberProperty("difficulty", answered.difficulty());
      json.writeNumberProperty("propensity", answered.propensity());
      write(answered.circumstances(), json);
      json.writeNumberProperty("score", rating.score());
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  /** Under the names that the access log has for them. */
  private static void write(Circumstances told, JsonGenerator json) {
    json.writeStringProperty("mode", told.mode().wireName());
    json.writeStringProperty("chosen", told.chosen());
    write("category_confidence", told.categoryConfidence(), json);
    expected(told.expectedScores(), json);
    json.writeStringProperty("router", told.router());
    json.writeStringProperty("model", told.model());
    json.writeArrayPropertyStart("needs");
    told.needs().stream().sorted().map(Capability::wireName).forEach(json::writeString);
    json.writeEndArray();
    json.writeNumberProperty("prompt_estimate", told.promptEstimate());
    json.writeNumberProperty("max_tokens", told.maxTokens());
    write("wished_large_share", told.wishedShare(), json);
    write("wished_quality", told.wishedQuality(), json);
    if (told.wishedThinking() != ClientThinking.OPEN) {
      json.writeStringProperty("wished_thinking", told.wishedThinking().wireName());
    }
    json.writeNumberProperty("prompt_tokens", told.tokens().prompt());
    json.writeNumberProperty("completion_tokens", told.tokens().completion());
  }

  private static void expected(Map<String, Double> scores, JsonGenerator json) {
    if (scores.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("expected");
    new TreeMap<>(scores).forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  private static void write(String name, @Nullable Double value, JsonGenerator json) {
    if (value != null) {
      json.writeNumberProperty(name, value);
    }
  }

  /**
   * The prompt with its score, as training reads it.
   *
   * @param tiers the tiers that the expert fills; its id stands where it fills none
   * @return null if the prompt was not kept
   */
  static byte @Nullable [] label(Answered answered, Rating rating, Collection<String> tiers) {
    byte[] prompt = answered.prompt();
    if (prompt == null) {
      return null;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(prompt.length + 256);
    line.write('{');
    for (byte b : prompt) {
      line.write(b == '\n' || b == '\r' ? ' ' : b); // between tokens: strings hold none unescaped
    }
    line.write(',');
    ByteArrayOutputStream rest = new ByteArrayOutputStream(128);
    try (JsonGenerator json = generator(rest)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("scores");
      for (String name : tiers.isEmpty() ? List.of(answered.expert()) : tiers) {
        json.writeNumberProperty(name, rating.score());
      }
      json.writeEndObject();
      json.writeStringProperty("request_id", answered.requestId());
      json.writeStringProperty("expert", answered.expert());
      if (rating.comment() != null) {
        json.writeStringProperty("comment", rating.comment());
      }
      json.writeEndObject();
    }
    line.write(rest.toByteArray(), 1, rest.size() - 1);
    line.write('\n');
    return line.toByteArray();
  }

  private static JsonGenerator generator(ByteArrayOutputStream out) {
    return JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
  }
}
