package dev.signalbox.gateway.refusal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A refusal in OpenAI's error shape: {@code {"error": {message, type, code, param}}}. */
public final class ErrorBody {
  private static final JsonFactory JSON = new JsonFactory();

  private ErrorBody() {}

  /** The JSON object, UTF-8. */
  public static byte[] json(Refusal refusal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("error");
      json.writeStringProperty("message", refusal.message());
      json.writeStringProperty("type", refusal.type());
      json.writeStringProperty("code", refusal.code());
      json.writeStringProperty("param", refusal.param());
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** The same as a server-sent event. */
  public static byte[] event(Refusal refusal) {
    return ("data: " + new String(json(refusal), StandardCharsets.UTF_8) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whole seconds for a Retry-After header, rounded up, at least 1; null if there is none. */
  public static @Nullable String retryAfterSeconds(Refusal refusal) {
    Duration after = refusal.retryAfter();
    if (after == null) {
      return null;
    }
    long millis = Math.max(1, after.toMillis());
    return Long.toString((millis + 999) / 1000);
  }
}
