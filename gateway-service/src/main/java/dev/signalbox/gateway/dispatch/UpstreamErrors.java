package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.refusal.RateLimits;
import dev.signalbox.gateway.refusal.Refusal;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.HttpClientResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the many ways in which an upstream says no. None of its words but an error's reach a
 * client.
 */
public final class UpstreamErrors {
  /** The code of a prompt that is longer than the context. */
  static final String TOO_LONG = "context_length_exceeded";

  private static final int LONGEST_BODY = 64 * 1024;
  private static final int LONGEST_MESSAGE = 2_000;
  private static final Duration LONGEST_RETRY = Duration.ofHours(1);
  private static final Set<String> CLIENT_CODES =
      Set.of(TOO_LONG, "unsupported_feature", "duplicate_key", "invalid_request");
  private static final JsonMapper JSON = JsonMapper.shared();

  private UpstreamErrors() {}

  /** What an error of the connection means, when nothing of an answer had come. */
  static UpstreamException of(Throwable error) {
    if (error instanceof UpstreamException known) {
      return known;
    }
    if (error instanceof TimeoutException && !(error instanceof ConnectTimeoutException)) {
      return UpstreamException.timeout("no answer in time");
    }
    if (error instanceof TooLongFrameException) {
      return UpstreamException.failed("head too long");
    }
    if (error instanceof RuntimeException
        && error.getCause() == null
        && !(error instanceof UncheckedIOException)
        && !(error instanceof AbortedException)) {
      return UpstreamException.failed(
          "unreadable answer (" + error.getClass().getSimpleName() + ")");
    }
    return UpstreamException.unreachable(ConnectionCause.of(error));
  }

  /** Reads an answer whose status is not 200. Always errors with {@link UpstreamException}. */
  static <T> Mono<T> read(HttpClientResponse response, Connection connection) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return connection
        .inbound()
        .receive()
        .asByteArray()
        .doOnNext(body::writeBytes)
        .takeUntil(piece -> body.size() > LONGEST_BODY)
        .onErrorComplete()
        .then(Mono.error(() -> classify(response, body.toByteArray())));
  }

  private static UpstreamException classify(HttpClientResponse response, byte[] body) {
    return classify(response.status().code(), response.responseHeaders(), error(body));
  }

  /**
   * Reads an error event that stands where a stream should begin: what vLLM and SGLang find wrong
   * with a request when status 200 is already said. It means what the same answer with the status
   * that it names would mean.
   *
   * @param json the event's data
   */
  public static UpstreamException event(byte[] json) {
    JsonNode error = error(json);
    int named = ErrorStatus.of(error);
    String code = text(error, "code");
    int status = named == 0 && code != null && CLIENT_CODES.contains(code) ? 400 : named;
    return status >= 400 && status < 500 && status != 408
        ? classify(status, EmptyHttpHeaders.INSTANCE, error)
        : UpstreamException.failed("error event" + (status == 0 ? "" : " " + status));
  }

  private static UpstreamException classify(
      int status, HttpHeaders headers, @Nullable JsonNode error) {
    return switch (status) {
      case 429 ->
          UpstreamException.busy(
              retryAfter(headers.get("retry-after")), RateLimits.said(headers::get));
      case 400, 413, 422 -> UpstreamException.refused(refusal(status, error));
      default ->
          status >= 500
              ? UpstreamException.failed("http " + status)
              : UpstreamException.misconfigured("http " + status);
    };
  }

  private static Refusal refusal(int status, @Nullable JsonNode error) {
    String message = text(error, "message");
    if (status == 413) {
      return new Refusal.TooLarge("the request is too large for the model's server");
    }
    String code = text(error, "code");
    if (saysTooLong(message, text(error, "type"))) {
      code = TOO_LONG;
    }
    return new Refusal.BadRequest(
        code != null && CLIENT_CODES.contains(code) ? code : "invalid_request",
        message == null ? "the model's server refused the request" : shortened(message),
        text(error, "param"));
  }

  /**
   * Whether the prompt is longer than the context. Only a few servers have a code for it: vLLM and
   * SGLang say it in words, llama-server by the error's type.
   */
  private static boolean saysTooLong(@Nullable String message, @Nullable String type) {
    return "exceed_context_size_error".equals(type)
        || message != null
            && (message.contains("maximum context length")
                || message.contains("longer than the maximum model length")
                || message.contains("longer than the model's context length"));
  }

  private static @Nullable JsonNode error(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode error = root.path("error");
      return error.isObject() ? error : root;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable String text(@Nullable JsonNode error, String field) {
    JsonNode value = error == null ? null : error.get(field);
    return value != null && value.isString() ? value.stringValue() : null;
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
  }

  /** Reads Retry-After: seconds or a date; a second if it is neither. */
  static Duration retryAfter(@Nullable String header) {
    Duration after = Duration.ofSeconds(1);
    if (header != null) {
      try {
        after = Duration.ofSeconds(Long.parseLong(header.strip()));
      } catch (NumberFormatException e) {
        after = untilDate(header.strip());
      }
    }
    if (after.isNegative() || after.isZero()) {
      return Duration.ofSeconds(1);
    }
    return after.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : after;
  }

  private static Duration untilDate(String header) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(ZonedDateTime.now(date.getZone()), date);
    } catch (DateTimeException e) {
      return Duration.ofSeconds(1);
    }
  }
}
