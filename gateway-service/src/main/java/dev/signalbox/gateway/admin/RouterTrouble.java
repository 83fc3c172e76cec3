package dev.signalbox.gateway.admin;

import dev.signalbox.gateway.dispatch.ConnectionCause;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;

/** Why the router behind a URL says nothing, for whoever looks after both. */
final class RouterTrouble {
  private RouterTrouble() {}

  /** One line with the router's address, without name and password, and the cause. */
  static String of(URI url, Throwable cause) {
    String address = url.toString().replaceFirst("//[^/]*@", "//");
    return "the router cannot be reached at " + address + ": " + words(cause);
  }

  private static String words(Throwable cause) {
    return switch (cause) {
      case ReadTimeoutException e -> "no answer in time";
      case JacksonException e -> "what it answers is no fleet (expected: the URL of a router)";
      // these are the gateway's own words
      case TimeoutException e when e.getMessage() != null -> e.getMessage();
      case IllegalStateException e when e.getMessage() != null -> e.getMessage();
      default -> ConnectionCause.of(cause);
    };
  }
}
