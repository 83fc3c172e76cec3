package dev.signalbox.gateway.refusal;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An error as Anthropic's API tells it. Its types are fewer than our codes and its clients go by
 * them and by the HTTP status.
 *
 * @param type Anthropic's error type
 * @param message one sentence for the client
 */
public record AnthropicError(String type, String message) {
  private static final JsonFactory JSON = new JsonFactory();

  static AnthropicError of(Refusal refusal) {
    return of(refusal.type(), refusal.code(), refusal.message());
  }

  /**
   * The error that says what one in OpenAI's shape says.
   *
   * @param type the {@code type} of OpenAI's error object
   * @param code its {@code code}
   */
  public static AnthropicError of(String type, String code, String message) {
    String own =
        switch (code) {
          case "model_not_found", "not_found" -> "not_found_error";
          case "request_too_large" -> "request_too_large";
          case "no_replica" -> "overloaded_error";
          case "upstream_timeout" -> "timeout_error";
          default -> type;
        };
    return new AnthropicError(own, message);
  }

  /** {@code {"type": "error", "error": {type, message}, "request_id"}}, UTF-8. */
  public byte[] json(String requestId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringProperty("type", "error");
      json.writeObjectPropertyStart("error");
      json.writeStringProperty("type", type);
      json.writeStringProperty("message", message);
      json.writeEndObject();
      json.writeStringProperty("request_id", requestId);
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
