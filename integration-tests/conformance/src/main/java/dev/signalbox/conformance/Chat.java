package dev.signalbox.conformance;

import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import java.util.List;

/**
 * A chat request.
 *
 * @param fields JSON members beside model and messages, each with its leading comma
 * @param filler text in front of the message, to make it long
 * @param headers further header lines
 */
public record Chat(String fields, String filler, List<String> headers) {

  /** Asks for the whole answer at once. */
  public static Chat plain() {
    return new Chat("", "", List.of());
  }

  /** Asks for a stream. */
  public static Chat streaming() {
    return new Chat(",\"stream\":true", "", List.of());
  }

  /** The same with one more member. */
  public Chat with(String name, String json) {
    return new Chat(fields + "," + Json.quote(name) + ":" + json, filler, headers);
  }

  /** The same with text in front of its message. */
  public Chat withFiller(String text) {
    return new Chat(fields, text, headers);
  }

  /** The same with these header lines. */
  public Chat withHeaders(String... lines) {
    return new Chat(fields, filler, List.of(lines));
  }

  /** The JSON body. */
  public String body(String model, String key) {
    return "{\"model\":%s,\"messages\":[{\"role\":\"user\",\"content\":%s}]%s}"
        .formatted(
            Json.quote(model), Json.quote(filler + "hello " + ScriptedUpstream.words(key)), fields);
  }
}
