package dev.signalbox.gateway.refusal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request gets no answer. Each kind knows its HTTP status, its OpenAI error type and its
 * code; together they are the error table of the contract.
 */
public sealed interface Refusal {

  /** One sentence for the client: the field, its value, and what was expected. Never a secret. */
  String message();

  /** HTTP status that says whose fault it is. */
  int status();

  /** The {@code type} of OpenAI's error object. */
  default String type() {
    return status() < 500 ? "invalid_request_error" : "api_error";
  }

  /** The {@code code} of OpenAI's error object; stable, for machines. */
  String code();

  /** The field that is wrong, or null. */
  default @Nullable String param() {
    return null;
  }

  /** When another try may succeed, or null where that is not known. */
  default @Nullable Duration retryAfter() {
    return null;
  }

  /** The body is wrong: {@code code} says how (invalid_request, duplicate_key, ...). */
  record BadRequest(String code, String message, @Nullable String param) implements Refusal {
    /** A field whose value is wrong. */
    public static BadRequest field(String param, String message) {
      return new BadRequest("invalid_request", message, param);
    }

    /** A body that is wrong as a whole. */
    public static BadRequest body(String message) {
      return new BadRequest("invalid_request", message, null);
    }

    @Override
    public int status() {
      return 400;
    }
  }

  /** No tenant has the key. */
  record UnknownKey(String message) implements Refusal {
    @Override
    public int status() {
      return 401;
    }

    @Override
    public String type() {
      return "authentication_error";
    }

    @Override
    public String code() {
      return "invalid_api_key";
    }
  }

  /** The tenant is known, but may not. */
  record NotAllowed(String message) implements Refusal {
    @Override
    public int status() {
      return 403;
    }

    @Override
    public String type() {
      return "permission_error";
    }

    @Override
    public String code() {
      return "not_allowed";
    }
  }

  /** Nothing of that name: a model or a path. */
  record NotFound(String code, String message, @Nullable String param) implements Refusal {
    /** No expert and no tier has the name. */
    public static NotFound model(String message) {
      return new NotFound("model_not_found", message, "model");
    }

    /** No endpoint has the path. */
    public static NotFound path(String method, String path) {
      return new NotFound("not_found", method + " " + path + " is no endpoint of this API", null);
    }

    @Override
    public int status() {
      return 404;
    }
  }

  /** The path exists, the method does not. */
  record WrongMethod(String message) implements Refusal {
    @Override
    public int status() {
      return 405;
    }

    @Override
    public String code() {
      return "method_not_allowed";
    }
  }

  /** The body did not come in time. */
  record TooSlow(String message) implements Refusal {
    @Override
    public int status() {
      return 408;
    }

    @Override
    public String code() {
      return "request_timeout";
    }
  }

  /** The body is longer than the limit. */
  record TooLarge(String message) implements Refusal {
    @Override
    public int status() {
      return 413;
    }

    @Override
    public String code() {
      return "request_too_large";
    }
  }

  /** The request line (414) or the headers (431) are longer than the limit. */
  record HeadTooLong(int status, String message) implements Refusal {
    @Override
    public String code() {
      return "request_too_large";
    }
  }

  /** The body is not JSON by its own account. */
  record WrongMediaType(String message) implements Refusal {
    @Override
    public int status() {
      return 415;
    }

    @Override
    public String code() {
      return "unsupported_media_type";
    }
  }

  /** Too much at once or in a while; {@code code} is rate_limited or quota_exceeded. */
  record Limited(String code, String message, Duration retryAfter, RateLimits limits)
      implements Refusal {
    /** A limit on how much at once or in a while. */
    public static Limited rate(String message, Duration retryAfter, RateLimits limits) {
      return new Limited("rate_limited", message, retryAfter, limits);
    }

    @Override
    public int status() {
      return 429;
    }

    @Override
    public String type() {
      return "rate_limit_error";
    }
  }

  /** An answer was begun by an upstream and came to nothing, or was none. */
  record UpstreamFailed(String message) implements Refusal {
    /** The upstream died in the middle of its answer. */
    public static final UpstreamFailed BROKE_OFF =
        new UpstreamFailed("the upstream broke off its answer");

    @Override
    public int status() {
      return 502;
    }

    @Override
    public String code() {
      return "upstream_failed";
    }
  }

  /** Nobody is there to answer. */
  record NoReplica(String message, Duration retryAfter) implements Refusal {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public String code() {
      return "no_replica";
    }
  }

  /** Time ran out at the upstream. */
  record UpstreamTimeout(String message) implements Refusal {
    @Override
    public int status() {
      return 504;
    }

    @Override
    public String code() {
      return "upstream_timeout";
    }
  }

  /** The request has been through this gateway before. */
  record Loop(String message) implements Refusal {
    @Override
    public int status() {
      return 508;
    }

    @Override
    public String code() {
      return "loop_detected";
    }
  }

  /** The gateway itself is at fault. */
  record Internal(String message) implements Refusal {
    @Override
    public int status() {
      return 500;
    }

    @Override
    public String code() {
      return "internal_error";
    }
  }
}
