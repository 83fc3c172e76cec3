package dev.signalbox.worker.server.openai.error;

import dev.signalbox.worker.api.EngineFailedException;
import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.server.lifecycle.ModelNotReadyException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Says for every exception what the client is told. */
public final class ErrorMapping {
  private static final Logger log = LoggerFactory.getLogger(ErrorMapping.class);

  private ErrorMapping() {}

  /** What the client is told; never null, and nothing of an unforeseen exception's message. */
  public static ApiException toApi(Throwable error) {
    return switch (error) {
      case ApiException known -> known;
      case EngineRefusedException refused -> refused(refused);
      case ModelNotReadyException notReady ->
          new ApiException(
              HttpStatus.SERVICE_UNAVAILABLE,
              "no_replica",
              String.valueOf(notReady.getMessage()),
              null,
              notReady.retryAfter());
      case EngineFailedException failed -> {
        log.warn("The engine failed under a request: {}", failed.getMessage());
        yield new ApiException(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "engine_failed",
            "the engine failed under this request",
            null,
            null);
      }
      case DataBufferLimitException tooLarge -> tooLarge();
      case ResponseStatusException http -> http(http);
      default -> unforeseen(error);
    };
  }

  /** The body is larger than the limit. */
  public static ApiException tooLarge() {
    return new ApiException(
        HttpStatus.CONTENT_TOO_LARGE,
        "request_too_large",
        "the body is larger than this worker takes",
        null,
        null);
  }

  private static ApiException refused(EngineRefusedException refused) {
    String message = String.valueOf(refused.getMessage());
    return switch (refused.kind()) {
      case INVALID_REQUEST -> ApiException.invalid(null, message);
      case UNSUPPORTED_FEATURE ->
          new ApiException(HttpStatus.BAD_REQUEST, "unsupported_feature", message, null, null);
      case CONTEXT_LENGTH_EXCEEDED -> ApiException.contextLengthExceeded(message);
      case QUEUE_FULL ->
          new ApiException(
              HttpStatus.TOO_MANY_REQUESTS, "rate_limited", message, null, refused.retryAfter());
    };
  }

  private static ApiException http(ResponseStatusException http) {
    HttpStatus status = HttpStatus.valueOf(http.getStatusCode().value());
    String words = status.getReasonPhrase().toLowerCase(Locale.ROOT);
    String code = status == HttpStatus.BAD_REQUEST ? "invalid_request" : words.replace(' ', '_');
    return new ApiException(status, code, words, null, null);
  }

  private static ApiException unforeseen(Throwable error) {
    log.error("A request ended in an exception that nobody foresaw", error);
    return new ApiException(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal_error",
        "the worker failed; its log says why",
        null,
        null);
  }
}
