package dev.signalbox.gateway.request;

import dev.signalbox.router.api.RoutingPrompt;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a JSON string from its raw bytes, only as much of it as the router reads: of a long text
 * the head and the tail. So a prompt of 200 KB costs no more than a page. The bytes were checked by
 * the parser before; a cut may fall into an escape, which then shows as a few stray characters.
 */
final class TextCut {
  private static final int HALF = RoutingPrompt.MAX_CHARS / 2;

  private TextCut() {}

  /**
   * Decodes what lies between the quotes.
   *
   * @param from first byte after the opening quote
   * @param to the closing quote
   */
  static String decode(byte[] json, int from, int to) {
    if (to - from <= RoutingPrompt.MAX_CHARS) {
      return unescape(json, from, to);
    }
    return unescape(json, from, boundary(json, from + HALF))
        + unescape(json, boundary(json, to - HALF), to);
  }

  /** The first position at or after {@code at} that does not lie within a UTF-8 sequence. */
  private static int boundary(byte[] json, int at) {
    int i = at;
    while ((json[i] & 0xC0) == 0x80) {
      i++;
    }
    return i;
  }

  private static String unescape(byte[] json, int from, int to) {
    int slash = from;
    while (slash < to && json[slash] != '\\') {
      slash++;
    }
    if (slash == to) {
      return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder(to - from);
    int plain = from;
    int i = slash;
    while (i < to) {
      if (json[i] != '\\') {
        i++;
        continue;
      }
      text.append(new String(json, plain, i - plain, StandardCharsets.UTF_8));
      i++;
      if (i < to) {
        i = escape(json, i, to, text);
      }
      plain = i;
    }
    return text.append(new String(json, plain, to - plain, StandardCharsets.UTF_8)).toString();
  }

  /** Decodes the escape whose letter stands at {@code at}. Returns the position after it. */
  private static int escape(byte[] json, int at, int to, StringBuilder text) {
    byte letter = json[at];
    switch (letter) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'u' -> {
        if (at + 4 < to) {
          int code = 0;
          for (int i = at + 1; i <= at + 4; i++) {
            code = code << 4 | Math.max(0, Character.digit(json[i], 16));
          }
          text.append((char) code);
          return at + 5;
        }
        return to;
      }
      default -> text.append((char) letter);
    }
    return at + 1;
  }
}
