package dev.signalbox.gateway.request;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON of requests, read without leniency. What it refuses is what an upstream might read otherwise
 * than the gateway did: bytes that are not JSON, a name that stands twice in one object, nesting
 * without end, an encoding that is not UTF-8. Safe for use by many threads.
 */
public final class StrictJson {
  private static final String DUPLICATE = "Duplicate Object property ";

  /** What the parser says of its own settings and not of the body. */
  private static final Pattern SETTINGS =
      Pattern.compile(
          " \\((?:for \\w+ starting|start marker) at \\[Source[^\\]]*\\]\\)"
              + "|, from `[^`]*`"
              + "|: enable `[^`]*` to allow"
              + "|: maybe a \\(non-standard\\) comment\\?.*");

  private final JsonFactory factory;
  private final JsonMapper trees;

  /**
   * @param depth deepest nesting of objects and arrays that is read
   * @param longestBody longest body in bytes; no string in it is longer
   */
  public StrictJson(int depth, int longestBody) {
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(depth)
                    .maxStringLength(longestBody)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();
    this.trees =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }

  /** A parser over {@code length} bytes from the front of {@code bytes}. */
  JsonParser parser(byte[] bytes, int length) {
    return factory.createParser(ObjectReadContext.empty(), bytes, 0, length);
  }

  /**
   * Reads {@code length} bytes from the front of {@code bytes} as one object.
   *
   * @throws RefusedException if they are none; the message names the place
   */
  public ObjectNode object(byte[] bytes, int length) {
    check(bytes, length);
    try {
      JsonNode root = trees.readTree(bytes, 0, length);
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw new RefusedException(BadRequest.body("body: no object (expected: a JSON object)"));
    } catch (JacksonException e) {
      throw refused(e);
    }
  }

  /**
   * Looks at what no parser needs to see.
   *
   * @throws RefusedException if the body is empty or begins with a byte order mark
   */
  static void check(byte[] bytes, int length) {
    if (length == 0) {
      throw new RefusedException(BadRequest.body("body: empty (expected: a JSON object)"));
    }
    if (bytes[0] == (byte) 0xEF
        && length > 2
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      throw new RefusedException(
          BadRequest.body(
              "body: begins with a byte order mark (expected: a JSON object in UTF-8 without one)"));
    }
  }

  /** What is wrong with a body that the parser gave up on. */
  static RefusedException refused(JacksonException e) {
    TokenStreamLocation place = e.getLocation();
    String where =
        place == null
            ? ""
            : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    String message = firstLine(e.getOriginalMessage());
    if (message.startsWith(DUPLICATE)) {
      String name = message.substring(DUPLICATE.length());
      return new RefusedException(
          new BadRequest(
              "duplicate_key",
              name + " stands twice in one object" + where + " (expected: every name once)",
              unquoted(name)));
    }
    return new RefusedException(
        BadRequest.body("body: not valid JSON: " + withoutSettings(message) + where));
  }

  private static String withoutSettings(String message) {
    String plain = SETTINGS.matcher(message).replaceAll("");
    return plain.contains("`") || plain.contains("[Source") ? "it cannot be read" : plain;
  }

  private static String unquoted(String name) {
    return name.length() >= 2 ? name.substring(1, name.length() - 1) : name;
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
