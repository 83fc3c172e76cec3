package dev.signalbox.conformance.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the upstream answers to one call, byte by byte.
 *
 * @param steps done in order; after the last one the connection is kept for the next call
 */
public record Script(List<Step> steps) {
  public Script {
    steps = List.copyOf(steps);
  }

  /** Steps as they are. */
  public static Script of(Step... steps) {
    return new Script(List.of(steps));
  }

  /**
   * A whole answer with a known length.
   *
   * @param head status and headers, lines joined by {@code \r\n}, e.g. {@code 429 Too Many
   *     Requests\r\nRetry-After: 7}
   */
  public static Script answer(String head, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return of(
        raw(
            "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(head, contentType, bytes.length)),
        new Step.Raw(bytes));
  }

  /** A whole chat completion that says {@code text}. */
  public static Script completion(String text) {
    return answer("200 OK", "application/json", Json.completion(text));
  }

  /** Says nothing at all until the gateway goes away. */
  public static Script silence() {
    return of(new Step.Hang());
  }

  /** Starts a streamed answer. */
  public static StreamScript stream() {
    return new StreamScript();
  }

  static Step.Raw raw(String text) {
    return new Step.Raw(text.getBytes(StandardCharsets.UTF_8));
  }
}
