package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.lab.data.BadInputException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The fields of one line of a log, JSON or {@code key=value}. Errors name file, line and field. */
final class LogLine {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String THINKING = "wished_thinking";
  private static final String EXPECTED = "expected";

  private static final String SCORES = "scores by tier or expert";

  /** Linear estimates of a score 0..1 may pass its ends, but not by that much. */
  private static final double FAR = 100;

  private final String place;
  private final JsonNode fields;
  private final boolean json;

  private LogLine(String place, JsonNode fields, boolean json) {
    this.place = place;
    this.fields = fields;
    this.json = json;
  }

  /**
   * Reads a line.
   *
   * @param place file and line, for errors
   * @return null for a line that tells of no answer: a refusal, an empty line
   */
  static @Nullable LogLine read(String text, String place) {
    if (text.startsWith("{")) {
      try {
        return new LogLine(place, JSON.readTree(text), true);
      } catch (JacksonException e) {
        throw new BadInputException(place + ": not JSON: " + e.getOriginalMessage());
      }
    }
    if (text.contains(" difficulty=") && text.contains(" expert=")) {
      ObjectNode node = JSON.createObjectNode();
      for (String field : text.split(" ", -1)) {
        int equals = field.indexOf('=');
        if (equals > 0) {
          node.put(field.substring(0, equals), field.substring(equals + 1));
        }
      }
      return new LogLine(place, node, false);
    }
    if (isForeign(text)) {
      throw foreign(place);
    }
    return null;
  }

  /** Whether a line is none of a log: neither JSON nor the access log's, nor empty. */
  static boolean isForeign(String text) {
    return !text.isBlank()
        && !text.startsWith("{")
        && !text.contains("request=")
        && !(text.contains(" difficulty=") && text.contains(" expert="))
        && !text.startsWith("lost=");
  }

  static BadInputException foreign(String place) {
    return new BadInputException(place + ": neither JSON nor a line of the access log");
  }

  /**
   * Whether a line that does not end is cut: it lacks what the gateway writes last of what is read
   * here. A field that is cut itself, such as an expert's id, could not be told from a whole one.
   */
  static boolean isCut(String text) {
    if (!text.startsWith("{")) {
      return !text.isBlank()
          && !text.contains(text.contains(" expert=") ? " active_parameters=" : " total_us=");
    }
    try {
      JSON.readTree(text);
      return false;
    } catch (JacksonException e) {
      return true;
    }
  }

  /**
   * An answer that was rated.
   *
   * @param tenant whose it was
   * @param request id of the request
   */
  record Rated(String tenant, String request) {}

  /** Which answer the line rates; null if it rates none or does not say which. */
  @Nullable Rated rated() {
    String request = json && has("score") ? fields.path("request_id").asString("") : "";
    return request.isEmpty() ? null : new Rated(tenant(), request);
  }

  /** Whose request it was; the one tenant's of a log that names none. */
  String tenant() {
    return text("tenant", "default");
  }

  boolean has(String field) {
    return fields.hasNonNull(field);
  }

  /** A text, or what stands for it where it is not there. */
  String text(String field, String otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = fields.path(field);
    if (!value.isString() || value.asString().isEmpty()) {
      throw wrong(field, "a string");
    }
    return value.asString();
  }

  /** A text that must be there. */
  String text(String field) {
    if (!has(field)) {
      throw wrong(field, "a string");
    }
    return text(field, "");
  }

  /** The category, whose spaces the access log writes as {@code _}. */
  String category(String otherwise) {
    String category = text("category", otherwise);
    return json ? category : category.replace('_', ' ');
  }

  /** A number from 0 to a bound that must be there. */
  double number(String field, double most) {
    JsonNode value = fields.path(field);
    double number = Double.NaN;
    if (json) {
      number = value.isNumber() ? value.doubleValue() : Double.NaN;
    } else if (value.isString()) {
      number = parsed(value.asString());
    }
    if (!(number >= 0 && number <= most)) {
      throw wrong(
          field, most == Double.MAX_VALUE ? "a number from 0 on" : "a number from 0 to " + most);
    }
    return number;
  }

  /** A number from 0 to a bound, or what stands for it where it is not there. */
  double number(String field, double most, double otherwise) {
    return has(field) ? number(field, most) : otherwise;
  }

  /** A number of something, or what stands for it where it is not there. */
  int count(String field, int otherwise) {
    return (int) number(field, Integer.MAX_VALUE, otherwise);
  }

  /** What the request needs; empty where that is not there. */
  Set<Capability> needs() {
    if (!has("needs")) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    if (json) {
      fields.path("needs").forEach(name -> names.add(name.asString("")));
    } else {
      names.addAll(List.of(fields.path("needs").asString().split(",", -1)));
    }
    Set<Capability> needs = EnumSet.noneOf(Capability.class);
    for (Capability capability : Capability.values()) {
      if (names.remove(capability.wireName())) {
        needs.add(capability);
      }
    }
    if (!names.isEmpty() || needs.isEmpty()) {
      throw wrong("needs", "capabilities, such as chat or tools");
    }
    return needs;
  }

  /** The score that was expected of each tier or expert; empty where that is not there. */
  Map<String, Double> expectedScores() {
    Map<String, Double> scores = new HashMap<>();
    if (!has(EXPECTED)) {
      return scores;
    }
    if (json) {
      fields
          .path(EXPECTED)
          .properties()
          .forEach(one -> {
            JsonNode score = one.getValue();
            expect(scores, one.getKey(), score.isNumber() ? score.doubleValue() : Double.NaN);
          });
    } else {
      for (String one : fields.path(EXPECTED).asString().split(",", -1)) {
        int colon = one.lastIndexOf(':');
        expect(scores, one.substring(0, Math.max(0, colon)), parsed(one.substring(colon + 1)));
      }
    }
    if (scores.isEmpty()) {
      throw wrong(EXPECTED, SCORES);
    }
    return scores;
  }

  private void expect(Map<String, Double> scores, String name, double score) {
    if (name.isEmpty() || !(Math.abs(score) <= FAR)) {
      throw wrong(EXPECTED, SCORES);
    }
    scores.put(name, score);
  }

  /** Whether something was so, or what stands for it where it is not there. */
  boolean flag(String field, boolean otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = fields.path(field);
    return switch (json ? value.toString() : value.asString()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(field, "true or false");
    };
  }

  /** What the client said of thinking; open where that is not there. */
  ClientThinking thinking() {
    String said = text(THINKING, ClientThinking.OPEN.wireName());
    for (ClientThinking thinking : ClientThinking.values()) {
      if (thinking.wireName().equals(said)) {
        return thinking;
      }
    }
    throw wrong(THINKING, "on, off, other or open");
  }

  /** Says that a field is wrong. */
  BadInputException wrong(String field, String expected) {
    JsonNode value = fields.path(field);
    String shown = value.isMissingNode() ? "missing" : value.toString();
    return new BadInputException(
        "%s: %s: %s (expected: %s)"
            .formatted(
                place, field, shown.length() <= 100 ? shown : shown.substring(0, 100), expected));
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
