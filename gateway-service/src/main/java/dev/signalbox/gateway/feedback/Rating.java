package dev.signalbox.gateway.feedback;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.StrictJson;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client says of an answer.
 *
 * @param requestId the request
 * @param score 0 useless .. 1 right
 * @param comment in words; content, and so kept only beside a prompt; null for none
 */
public record Rating(String requestId, double score, @Nullable String comment) {
  private static final int LONGEST_COMMENT = 10_000;
  private static final Map<String, Double> LABELS = Map.of("good", 1.0, "bad", 0.0);
  private static final Set<String> FIELDS = Set.of("request_id", "score", "label", "comment");

  /**
   * Reads {@code {"request_id", "score" 0..1 or "label" good or bad, "comment"}}.
   *
   * @throws RefusedException naming the field that is wrong
   */
  public static Rating read(StrictJson strict, byte[] json) {
    JsonNode body = strict.object(json, json.length);
    for (String name : body.propertyNames()) {
      if (!FIELDS.contains(name)) {
        String shown = name.length() <= 100 ? name : name.substring(0, 100);
        throw wrong(shown, "not known", "one of request_id, score, label, comment");
      }
    }
    return new Rating(requestId(body), score(body), comment(body));
  }

  private static String requestId(JsonNode body) {
    JsonNode id = body.path("request_id");
    if (!id.isString() || id.asString().isEmpty()) {
      throw wrong("request_id", "missing", "the x-request-id of an answer");
    }
    return id.asString();
  }

  private static double score(JsonNode body) {
    JsonNode score = body.path("score");
    JsonNode label = body.path("label");
    if (body.hasNonNull("score") == body.hasNonNull("label")) {
      throw wrong("score", "missing or twice", "either score, 0 to 1, or label, good or bad");
    }
    if (body.hasNonNull("label")) {
      Double known = label.isString() ? LABELS.get(label.asString()) : null;
      if (known == null) {
        throw wrong("label", "wrong", "good or bad");
      }
      return known;
    }
    double value = score.isNumber() ? score.doubleValue() : Double.NaN;
    if (!(value >= 0 && value <= 1)) {
      throw wrong("score", "wrong", "a number from 0 to 1");
    }
    return value;
  }

  private static @Nullable String comment(JsonNode body) {
    JsonNode comment = body.path("comment");
    if (comment.isMissingNode() || comment.isNull()) {
      return null;
    }
    if (!comment.isString() || comment.asString().length() > LONGEST_COMMENT) {
      throw wrong("comment", "wrong", "a text of at most " + LONGEST_COMMENT + " characters");
    }
    return comment.asString();
  }

  private static RefusedException wrong(String field, String what, String expected) {
    return new RefusedException(
        BadRequest.field(field, field + ": " + what + " (expected: " + expected + ")"));
  }
}
