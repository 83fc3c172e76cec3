package dev.signalbox.gateway.dispatch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which HTTP status an error object stands for. vLLM and SGLang write the status itself as {@code
 * code}; others only say by {@code type} whose fault it is.
 */
final class ErrorStatus {
  private static final int UNKNOWN = 0;

  private ErrorStatus() {}

  /**
   * The status.
   *
   * @param error the error object, or null
   * @return 0 if it names none
   */
  static int of(@Nullable JsonNode error) {
    if (error == null) {
      return UNKNOWN;
    }
    for (String name : new String[] {"code", "status", "status_code"}) {
      int status = number(error.path(name));
      if (status != UNKNOWN) {
        return status;
      }
    }
    return ofType(error.path("type"));
  }

  private static int number(JsonNode value) {
    int said = UNKNOWN;
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      said = value.intValue();
    } else if (value.isString() && value.stringValue().matches("[45][0-9]{2}")) {
      said = Integer.parseInt(value.stringValue());
    }
    // other numbers are a server's own
    return said >= 400 && said <= 599 ? said : UNKNOWN;
  }

  /** The names that servers have for the same: BadRequestError, BAD_REQUEST, ... */
  private static int ofType(JsonNode type) {
    String name = type.isString() ? type.stringValue().replace("_", "") : "";
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "badrequest", "badrequesterror", "invalidrequesterror", "exceedcontextsizeerror" -> 400;
      case "unprocessableentity", "unprocessableentityerror" -> 422;
      case "toomanyrequests", "ratelimit", "ratelimiterror" -> 429;
      default -> UNKNOWN;
    };
  }
}
