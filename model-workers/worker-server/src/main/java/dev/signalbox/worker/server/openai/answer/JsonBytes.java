package dev.signalbox.worker.server.openai.answer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON into a byte array that is used again for the next piece. Written by hand because it
 * runs for every token. Not safe for threads.
 *
 * <p>Text becomes UTF-8 with the escapes that JSON needs. Half a surrogate pair, which UTF-8 cannot
 * say, becomes its {@code \}{@code uXXXX} escape: nothing is lost or replaced.
 */
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = ascii("null");

  private byte[] bytes;
  private int size;

  /**
   * @param capacity bytes to begin with
   */
  public JsonBytes(int capacity) {
    bytes = new byte[capacity];
  }

  /** JSON text that is ready, to be written again and again. */
  static byte[] ascii(String json) {
    return json.getBytes(StandardCharsets.US_ASCII);
  }

  /** Bytes written since the last {@link #clear()}. */
  public int size() {
    return size;
  }

  /** The bytes written, copied. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Begins anew. */
  public void clear() {
    size = 0;
  }

  JsonBytes raw(byte[] json) {
    room(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
    return this;
  }

  JsonBytes raw(String ascii) {
    int length = ascii.length();
    room(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  JsonBytes raw(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  JsonBytes nothing() {
    return raw(NULL);
  }

  JsonBytes number(long value) {
    if (value >= 0 && value < 10) {
      return raw((char) ('0' + value));
    }
    return raw(Long.toString(value));
  }

  /** A number; what JSON cannot say becomes -9999, as OpenAI writes minus infinity. */
  JsonBytes number(double value) {
    return raw(Double.isFinite(value) ? Double.toString(value) : "-9999.0");
  }

  JsonBytes number(float value) {
    return raw(Float.isFinite(value) ? Float.toString(value) : "0.0");
  }

  /** A text in quotes. */
  JsonBytes text(CharSequence text) {
    int length = text.length();
    room(length * 6 + 2);
    bytes[size++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xc0 | c >> 6);
        bytes[size++] = (byte) (0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        bytes[size++] = (byte) (0xe0 | c >> 12);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[size++] = (byte) (0x80 | c & 0x3f);
      } else if (i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        pair(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        escape(c);
      }
    }
    bytes[size++] = '"';
    return this;
  }

  private void ascii(char c) {
    if (c >= ' ' && c != '"' && c != '\\') {
      bytes[size++] = (byte) c;
      return;
    }
    switch (c) {
      case '"', '\\' -> twoChars(c);
      case '\n' -> twoChars('n');
      case '\r' -> twoChars('r');
      case '\t' -> twoChars('t');
      default -> escape(c);
    }
  }

  private void twoChars(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private void pair(int codePoint) {
    bytes[size++] = (byte) (0xf0 | codePoint >> 18);
    bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
    bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
    bytes[size++] = (byte) (0x80 | codePoint & 0x3f);
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[c >> shift & 0xf];
    }
  }

  private void room(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }
  }
}
