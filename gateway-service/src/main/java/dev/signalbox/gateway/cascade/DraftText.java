package dev.signalbox.gateway.cascade;

import dev.signalbox.gateway.cascade.DraftObject.Place;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a draft as it comes, in whole events or as one object, and makes of each piece what the
 * client gets of it: the same bytes, but {@code "logprobs":null} where the client did not ask for
 * log-probabilities. For one thread.
 */
public final class DraftText {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

  private final boolean strip;
  private final TokenLogprobs logprobs = new TokenLogprobs();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param strip whether log-probabilities are taken out
   */
  public DraftText(boolean strip) {
    this.strip = strip;
  }

  /**
   * Reads whole events.
   *
   * @param events released here
   */
  public DraftPiece events(ByteBuf events) {
    byte[] bytes = ByteBufUtil.getBytes(events);
    events.release();
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    List<Integer> usageEnds = new ArrayList<>(1);
    int line = 0;
    while (line < bytes.length) {
      int end = lineEnd(bytes, line);
      if (startsWithData(bytes, line, end)) {
        object(bytes, line + DATA.length, end, out, line, usageEnds);
      } else {
        out.write(bytes, line, end - line);
      }
      line = end;
    }
    return new DraftPiece(out.toByteArray(), usageEnds);
  }

  /**
   * Reads a whole answer.
   *
   * @param json released here
   */
  public DraftPiece whole(ByteBuf json) {
    byte[] bytes = ByteBufUtil.getBytes(json);
    json.release();
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    List<Integer> usageEnds = new ArrayList<>(1);
    object(bytes, 0, bytes.length, out, 0, usageEnds);
    return new DraftPiece(out.toByteArray(), usageEnds);
  }

  /**
   * An object that is spread over several lines of data is read line by line, and so not at all: it
   * passes as it is.
   */
  private void object(
      byte[] bytes,
      int from,
      int to,
      ByteArrayOutputStream out,
      int start,
      List<Integer> usageEnds) {
    int brace = from;
    while (brace < to && bytes[brace] != '{') {
      brace++;
    }
    int copied = start;
    if (brace < to) {
      DraftObject.Found found = DraftObject.read(bytes, brace, to, logprobs, text);
      int usageEnd = found.usageEnd();
      for (Place place : strip ? found.logprobs() : List.<Place>of()) {
        if (usageEnd >= copied && usageEnd < place.start()) {
          usageEnds.add(out.size() + usageEnd - copied);
        }
        out.write(bytes, copied, place.start() - copied);
        out.writeBytes(NULL);
        copied = place.end();
      }
      if (usageEnd >= copied) {
        usageEnds.add(out.size() + usageEnd - copied);
      }
    }
    out.write(bytes, copied, to - copied);
  }

  /** One past the line and its end, whether that is CR LF, LF or CR. */
  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    if (at < bytes.length && bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n') {
      at++;
    }
    return Math.min(at + 1, bytes.length);
  }

  private static boolean startsWithData(byte[] bytes, int from, int to) {
    if (to - from < DATA.length) {
      return false;
    }
    for (int i = 0; i < DATA.length; i++) {
      if (bytes[from + i] != DATA[i]) {
        return false;
      }
    }
    return true;
  }

  /** How sure the tokens were that came so far. */
  public TokenLogprobs logprobs() {
    return logprobs;
  }

  /** What the first choice has said so far. */
  public String said() {
    return text.toString();
  }
}
