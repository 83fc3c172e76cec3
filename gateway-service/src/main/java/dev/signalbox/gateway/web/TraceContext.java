package dev.signalbox.gateway.web;

import org.jspecify.annotations.Nullable;

/** The W3C trace context of a request: the client's if it is valid, else a new one. */
final class TraceContext {
  private static final int LENGTH = 55;

  private TraceContext() {}

  /** The {@code traceparent} for the upstream: same trace, a new span below the client's. */
  static String child(@Nullable String traceparent) {
    if (traceparent == null || !isValid(traceparent)) {
      return "00-" + RequestIds.random(32) + "-" + RequestIds.random(16) + "-00";
    }
    return traceparent.substring(0, 36) + RequestIds.random(16) + traceparent.substring(52);
  }

  static boolean isValid(String traceparent) {
    if (traceparent.length() != LENGTH || !traceparent.startsWith("00-")) {
      return false;
    }
    for (int i = 3; i < LENGTH; i++) {
      char c = traceparent.charAt(i);
      boolean dash = i == 35 || i == 52;
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (dash ? c != '-' : !hex) {
        return false;
      }
    }
    return true;
  }
}
