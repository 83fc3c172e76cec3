package dev.signalbox.engine.llama.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Joins the bytes of tokens to text, a character only when it is whole. Bytes that can become no
 * character are U+FFFD, as everywhere. Not for several threads.
 */
final class Utf8Text {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** Bytes of a character that is not whole yet; 3 at the most. */
  private byte[] open = new byte[0];

  /** The text that becomes whole by these bytes. */
  String add(byte[] bytes) {
    if (bytes.length == 0) {
      return "";
    }
    ByteBuffer input = ByteBuffer.allocate(open.length + bytes.length);
    input.put(open).put(bytes).flip();
    CharBuffer output = CharBuffer.allocate(input.remaining());
    decoder.reset();
    decoder.decode(input, output, false);
    open = new byte[input.remaining()];
    input.get(open);
    return output.flip().toString();
  }

  /** What is left at the end: nothing, or U+FFFD for a character that never became whole. */
  String end() {
    boolean broken = open.length > 0;
    open = new byte[0];
    return broken ? "\uFFFD" : "";
  }
}
