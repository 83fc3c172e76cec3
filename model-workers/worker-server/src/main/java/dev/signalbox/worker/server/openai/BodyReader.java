package dev.signalbox.worker.server.openai;

import dev.signalbox.worker.server.openai.error.ApiException;
import dev.signalbox.worker.server.openai.error.ErrorMapping;
import dev.signalbox.worker.server.openai.request.Fields;
import dev.signalbox.worker.server.openai.request.JsonBody;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Reads JSON bodies up to a limit, and takes the work on them off the event loop. */
public final class BodyReader {
  private final int limit;
  private final Scheduler scheduler;

  /**
   * @param scheduler where bodies are parsed and whatever follows begins
   */
  public BodyReader(DataSize limit, Scheduler scheduler) {
    this.limit = Math.toIntExact(limit.toBytes());
    this.scheduler = scheduler;
  }

  /**
   * The body's object. Never empty; errors with {@link ApiException} for what is no JSON object, is
   * too large or is declared to be something else. Cancelling stops reading.
   */
  Mono<Fields> read(ServerHttpRequest request) {
    requireJson(request.getHeaders());
    if (request.getHeaders().getContentLength() > limit) {
      return Mono.error(ErrorMapping.tooLarge());
    }
    return DataBufferUtils.join(request.getBody(), limit)
        .switchIfEmpty(Mono.error(() -> ApiException.invalid(null, "the body is empty")))
        .map(BodyReader::takeBytes)
        .publishOn(scheduler)
        .map(JsonBody::read);
  }

  /** Copied, so that no pooled buffer waits for a thread and can be lost in a cancel. */
  private static byte[] takeBytes(DataBuffer body) {
    byte[] bytes = new byte[body.readableByteCount()];
    body.read(bytes);
    DataBufferUtils.release(body);
    return bytes;
  }

  private static void requireJson(HttpHeaders headers) {
    try {
      MediaType type = headers.getContentType();
      boolean json =
          type == null
              || (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                  && (type.getCharset() == null
                      || type.getCharset().equals(StandardCharsets.UTF_8)));
      if (json) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Told below like any other wrong type.
    }
    throw new ApiException(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        "Content-Type: \""
            + headers.getFirst(HttpHeaders.CONTENT_TYPE)
            + "\" (expected: application/json in UTF-8)",
        null,
        null);
  }
}
