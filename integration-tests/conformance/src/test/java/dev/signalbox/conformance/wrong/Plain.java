package dev.signalbox.conformance.wrong;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request read by the simplest reader that there could be: a head, then Content-Length bytes. */
record Plain(String head, byte[] body) {

  static Plain read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0 || head.size() > 16_384) {
        throw new IOException("no request");
      }
      head.write(b);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int at = text.toLowerCase(Locale.ROOT).lastIndexOf("content-length:");
    int length =
        at < 0 ? 0 : (int) Long.parseLong(text.substring(at + 15, text.indexOf('\r', at)).strip());
    return new Plain(text, in.readNBytes(Math.min(length, 64 << 20)));
  }

  boolean streams() {
    return new String(body, StandardCharsets.UTF_8).contains("\"stream\":true");
  }
}
