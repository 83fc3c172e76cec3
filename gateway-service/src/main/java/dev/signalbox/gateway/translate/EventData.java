package dev.signalbox.gateway.translate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The data of a server-sent event: the values of its data lines, joined by line feeds. */
final class EventData {
  private static final byte[] FIELD = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private EventData() {}

  /** Reads one whole event. */
  static byte[] of(byte[] bytes, int from, int to) {
    ByteArrayOutputStream data = new ByteArrayOutputStream(to - from);
    int lines = 0;
    int start = startsWith(bytes, from, to, BYTE_ORDER_MARK) ? from + 3 : from;
    for (int at = start; at < to; at++) {
      if (bytes[at] != '\n' && bytes[at] != '\r') {
        continue;
      }
      int value = value(bytes, start, at);
      if (value >= 0) {
        if (lines++ > 0) {
          data.write('\n');
        }
        data.write(bytes, value, at - value);
      }
      start = at + 1;
    }
    return data.toByteArray();
  }

  /** Where the value of a data line begins; -1 if the line is another. */
  private static int value(byte[] bytes, int from, int to) {
    int colon = from + FIELD.length;
    if (!startsWith(bytes, from, to, FIELD)) {
      return -1;
    }
    if (to == colon) {
      return to;
    }
    if (bytes[colon] != ':') {
      return -1;
    }
    return colon + 1 < to && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    int end = from + prefix.length;
    return end <= to && Arrays.equals(bytes, from, end, prefix, 0, prefix.length);
  }
}
