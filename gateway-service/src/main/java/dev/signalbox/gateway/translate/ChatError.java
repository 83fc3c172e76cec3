package dev.signalbox.gateway.translate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The error event of a stream of chat chunks, as the gateway itself writes it.
 *
 * @param type OpenAI's error type
 * @param code the gateway's code
 * @param message one sentence for the client
 * @param param the field that is wrong, or null
 */
public record ChatError(String type, String code, String message, @Nullable String param) {
  /** Stands for a stream that came to no end of its own. */
  static final ChatError BROKE_OFF =
      new ChatError("api_error", "upstream_failed", "the upstream broke off its answer", null);

  private static final JsonMapper JSON = JsonMapper.shared();

  /** An answer that could not be translated, and why. */
  static ChatError of(UntranslatableException why) {
    return new ChatError(
        BROKE_OFF.type,
        BROKE_OFF.code,
        "the gateway broke off the answer, which cannot be passed on: " + why.getMessage(),
        null);
  }

  /** Reads an error event's JSON. */
  static ChatError read(byte[] json) {
    try {
      JsonNode error = JSON.readTree(json).path("error");
      return new ChatError(
          error.path("type").asString(BROKE_OFF.type),
          error.path("code").asString(BROKE_OFF.code),
          error.path("message").asString(BROKE_OFF.message),
          error.path("param").isString() ? error.path("param").stringValue() : null);
    } catch (JacksonException e) {
      return BROKE_OFF;
    }
  }
}
