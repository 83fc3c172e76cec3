package dev.signalbox.gateway.request;

import dev.signalbox.gateway.refusal.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads a request's body: one pass of a streaming parser over the bytes, no tree. Safe for use by
 * many threads.
 */
public final class RequestReader {
  private final StrictJson strict;

  /**
   * @param depth deepest nesting of objects and arrays that is read
   * @param longestBody longest body in bytes; no string in it is longer
   */
  public RequestReader(int depth, int longestBody) {
    this(new StrictJson(depth, longestBody));
  }

  public RequestReader(StrictJson strict) {
    this.strict = strict;
  }

  /**
   * Reads {@code length} bytes from the front of {@code bytes}, which the body then keeps.
   *
   * @throws RefusedException if the body is wrong; the message names the field and the place
   */
  public RequestBody read(Endpoint endpoint, byte[] bytes, int length) {
    StrictJson.check(bytes, length);
    try (JsonParser json = strict.parser(bytes, length)) {
      return new RequestBody(strict, bytes, length, new FactsReader(endpoint, bytes, json).read());
    } catch (JacksonException e) {
      throw StrictJson.refused(e);
    }
  }
}
