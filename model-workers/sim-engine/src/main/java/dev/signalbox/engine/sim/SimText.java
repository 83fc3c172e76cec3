package dev.signalbox.engine.sim;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns tokens into text as they come: keeps back half a character, and what may be the beginning
 * of a stop text.
 */
final class SimText {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private ByteBuffer half = ByteBuffer.allocate(0);
  private @Nullable String stop;

  SimText(List<String> stops) {
    this.stops = stops;
  }

  /** Takes a token's bytes and returns the text that is certain by now. */
  String add(byte[] bytes) {
    ByteBuffer in = ByteBuffer.allocate(half.remaining() + bytes.length).put(half).put(bytes);
    decode(in.flip(), false);
    int at = findStop();
    if (at >= 0) {
      held.setLength(at);
      return take(at);
    }
    return take(held.length() - possibleStop());
  }

  /** The stop text that was met, null if none. */
  @Nullable String stop() {
    return stop;
  }

  /** What was kept back, at the end of an answer. */
  String finish() {
    if (stop == null) {
      decode(half, true);
    }
    return take(held.length());
  }

  private void decode(ByteBuffer in, boolean last) {
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    decoder.reset().decode(in, out, last);
    held.append(out.flip());
    half = ByteBuffer.wrap(in.array(), in.position(), in.remaining()).slice();
  }

  private String take(int length) {
    String text = held.substring(0, length);
    held.delete(0, length);
    return text;
  }

  /** Where the first stop text begins; -1 without one. */
  private int findStop() {
    int first = -1;
    for (String each : stops) {
      int at = held.indexOf(each);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
        stop = each;
      }
    }
    return first;
  }

  private int possibleStop() {
    int longest = 0;
    for (String stop : stops) {
      for (int n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
        if (stop.startsWith(held.substring(held.length() - n))) {
          longest = n;
        }
      }
    }
    return longest;
  }
}
