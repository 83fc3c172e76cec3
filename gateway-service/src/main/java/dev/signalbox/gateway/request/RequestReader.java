package dev.signalbox.gateway.request;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a request's body: one pass of a streaming parser over the bytes, no tree. What it refuses
 * is what an upstream might read otherwise than the gateway did: bytes that are not JSON, a name
 * that stands twice in one object, nesting without end, an encoding that is not UTF-8. Safe for use
 * by many threads.
 */
public final class RequestReader {
  private static final String DUPLICATE = "Duplicate Object property ";

  private final JsonFactory factory;

  /**
   * @param depth deepest nesting of objects and arrays that is read
   * @param longestBody longest body in bytes; no string in it is longer
   */
  public RequestReader(int depth, int longestBody) {
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
  }

  /**
   * Reads {@code length} bytes from the front of {@code bytes}, which the body then keeps.
   *
   * @throws RefusedException if the body is wrong; the message names the field and the place
   */
  public RequestBody read(Endpoint endpoint, byte[] bytes, int length) {
    if (length == 0) {
      throw new RefusedException(BadRequest.body("body: empty (expected: a JSON object)"));
    }
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
      return new RequestBody(bytes, length, new FactsReader(endpoint, bytes, json).read());
    } catch (JacksonException e) {
      throw new RefusedException(refusal(e));
    }
  }

  private static BadRequest refusal(JacksonException e) {
    TokenStreamLocation place = e.getLocation();
    String where =
        place == null
            ? ""
            : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    String message = firstLine(e.getOriginalMessage());
    if (message.startsWith(DUPLICATE)) {
      String name = message.substring(DUPLICATE.length());
      return new BadRequest(
          "duplicate_key",
          name + " stands twice in one object" + where + " (expected: every name once)",
          unquoted(name));
    }
    return BadRequest.body("body: not valid JSON: " + message + where);
  }

  private static String unquoted(String name) {
    return name.length() >= 2 ? name.substring(1, name.length() - 1) : name;
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
