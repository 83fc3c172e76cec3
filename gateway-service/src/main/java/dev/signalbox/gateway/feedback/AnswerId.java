package dev.signalbox.gateway.feedback;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request's id without an object of its own for the usual form, 32 hexadecimal digits in lower
 * case.
 *
 * @param high the first 16 digits
 * @param low the last 16 digits
 * @param other an id of another form, as it is; null for the usual one
 */
record AnswerId(long high, long low, @Nullable String other) {
  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGITS = 32;
  private static final int RADIX = 16;

  static AnswerId of(String id) {
    return isUsual(id)
        ? new AnswerId(
            Long.parseUnsignedLong(id, 0, DIGITS / 2, RADIX),
            Long.parseUnsignedLong(id, DIGITS / 2, DIGITS, RADIX),
            null)
        : new AnswerId(0, 0, id);
  }

  private static boolean isUsual(String id) {
    if (id.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = id.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The id as it was. */
  @Override
  public String toString() {
    return other == null ? HEX.toHexDigits(high) + HEX.toHexDigits(low) : other;
  }
}
