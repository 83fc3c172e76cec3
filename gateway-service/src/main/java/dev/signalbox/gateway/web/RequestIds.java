package dev.signalbox.gateway.web;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Ids of requests: the client's own if it is sane, else a new one. */
final class RequestIds {
  private static final int LONGEST = 128;
  private static final int DIGITS = 32;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private RequestIds() {}

  /** Sane is 1 to 128 letters, digits and {@code - _ . :}. */
  static String of(@Nullable String fromClient) {
    return fromClient != null && isSane(fromClient) ? fromClient : random(DIGITS);
  }

  private static boolean isSane(String id) {
    if (id.isEmpty() || id.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean sane =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.'
              || c == ':';
      if (!sane) {
        return false;
      }
    }
    return true;
  }

  /** Random hex digits; unique, not secret. */
  @SuppressWarnings("deprecation") // the bytes are ASCII, and this constructor copies them once
  static String random(int digits) {
    byte[] hex = new byte[digits];
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long bits = 0;
    for (int i = 0; i < digits; i++) {
      if (i % 16 == 0) {
        bits = random.nextLong();
      }
      hex[i] = HEX[(int) (bits & 15)];
      bits >>>= 4;
    }
    return new String(hex, 0);
  }
}
