package dev.signalbox.worker.server.openai.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Why a request is not answered, as OpenAI's clients read it: {@code {"error": {"message", "type",
 * "code", "param"}}}. No stack trace.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final @Nullable String param;
  private final @Nullable Duration retryAfter;

  /**
   * @param status whose fault it is
   * @param code what went wrong, for programs
   * @param message what went wrong, for people: field, value and what was expected
   * @param param the field, if it is one
   * @param retryAfter when another try makes sense, if ever
   */
  public ApiException(
      HttpStatus status,
      String code,
      String message,
      @Nullable String param,
      @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.param = param;
    this.retryAfter = retryAfter;
  }

  /** A field or the whole body is not what it must be. */
  public static ApiException invalid(@Nullable String param, String message) {
    return new ApiException(HttpStatus.BAD_REQUEST, "invalid_request", message, param, null);
  }

  /** A feature that exists in the API, but not here. */
  public static ApiException unsupported(String param, String message) {
    return new ApiException(HttpStatus.BAD_REQUEST, "unsupported_feature", message, param, null);
  }

  /** A key that stands twice in one object. */
  public static ApiException duplicateKey(String path) {
    return new ApiException(
        HttpStatus.BAD_REQUEST,
        "duplicate_key",
        path + " stands twice in the body (expected: each key once)",
        path,
        null);
  }

  /** More tokens than the context holds. */
  public static ApiException contextLengthExceeded(String message) {
    return new ApiException(HttpStatus.BAD_REQUEST, "context_length_exceeded", message, null, null);
  }

  /** Another model than the one served. */
  public static ApiException modelNotFound(String asked, String served) {
    return new ApiException(
        HttpStatus.NOT_FOUND,
        "model_not_found",
        "model \"" + asked + "\" is not served here (expected: \"" + served + "\")",
        "model",
        null);
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  public @Nullable String param() {
    return param;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** OpenAI's family of errors. */
  public String type() {
    if (status == HttpStatus.TOO_MANY_REQUESTS) {
      return "rate_limit_error";
    }
    return status.is5xxServerError() ? "server_error" : "invalid_request_error";
  }
}
