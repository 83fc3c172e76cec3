package dev.signalbox.gateway.sse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ends of server-sent events in bytes that come in any pieces, as the WHATWG describes
 * them: lines end with CR LF, LF or CR, a blank line ends an event, a byte order mark may open the
 * stream, a line may be a comment, data may span several lines.
 *
 * <p>The caller keeps the bytes of an event together in one array until the event has ended, calls
 * {@link #next} until nothing is left to find, and {@link #shift} when it drops bytes from the
 * front. No byte is looked at twice. For one thread.
 */
public final class SseSplitter {
  /** Longest line, in bytes. */
  public static final int LONGEST_LINE = 1 << 20;

  /** Longest event, in bytes: several lines of data may make one event. */
  public static final int LONGEST_EVENT = 4 * LONGEST_LINE;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};
  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  private final AnswerScan scan = new AnswerScan();
  private boolean opening = true;
  private boolean lineFeedMayFollow;
  private boolean ended = true;
  private int eventStart;
  private int lineStart;
  private int at;
  private int boundary;
  private int dataLines;
  private boolean doneLine;
  private boolean namedError;
  private int dataStart;
  private int dataEnd;

  /**
   * Looks for the end of the next event.
   *
   * @param bytes holds everything since the last {@link #shift}
   * @param to one past the last byte that has come
   * @return position after the event, or -1 if its end has not come
   */
  public int next(byte[] bytes, int to) {
    if (ended) {
      begin();
    }
    if (opening && !skipByteOrderMark(bytes, to)) {
      return -1;
    }
    while (at < to) {
      byte c = bytes[at];
      if (lineFeedMayFollow) {
        lineFeedMayFollow = false;
        if (c == '\n') {
          at++;
          if (eventStart == lineStart) {
            eventStart = at;
            boundary = at;
          }
          lineStart = at;
          continue;
        }
      }
      if (c != '\n' && c != '\r') {
        at++;
        continue;
      }
      boolean blank = at == lineStart;
      if (!blank) {
        line(bytes, at);
      }
      at++;
      lineFeedMayFollow = c == '\r';
      if (lineFeedMayFollow && at < to && bytes[at] == '\n') {
        at++;
        lineFeedMayFollow = false;
      }
      lineStart = at;
      if (blank) {
        ended = true;
        boundary = at;
        return at;
      }
    }
    return -1;
  }

  /**
   * Whether the next byte is the line feed of a line end whose carriage return ended the event
   * before: it belongs to that event.
   */
  public boolean lineFeedLeft(byte[] bytes, int to) {
    boolean between = ended || at == eventStart;
    return between && lineFeedMayFollow && at < to && bytes[at] == '\n';
  }

  private void begin() {
    ended = false;
    eventStart = at;
    lineStart = at;
    dataLines = 0;
    doneLine = false;
    namedError = false;
    scan.reset();
  }

  private boolean skipByteOrderMark(byte[] bytes, int to) {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (i >= to) {
        return false;
      }
      if (bytes[i] != BYTE_ORDER_MARK[i]) {
        opening = false;
        return true;
      }
    }
    opening = false;
    at = BYTE_ORDER_MARK.length;
    lineStart = at;
    return true;
  }

  /** Reads a line that is not blank, from {@link #lineStart} to {@code end}. */
  private void line(byte[] bytes, int end) {
    if (bytes[lineStart] == 'e') {
      int name = value(bytes, end, EVENT);
      namedError = name < 0 ? namedError : is(bytes, name, end, ERROR);
      return;
    }
    int value = value(bytes, end, DATA);
    if (value < 0) {
      return;
    }
    dataLines++;
    dataStart = value;
    dataEnd = end;
    doneLine = isDone(bytes, value, end);
    if (!doneLine) {
      scan.feed(bytes, value, end, -eventStart);
    }
  }

  /** First byte of the value that a line gives to a field, or -1 if it is another field's. */
  private int value(byte[] bytes, int end, byte[] field) {
    int colon = lineStart + field.length;
    if (end < colon || !startsWith(bytes, lineStart, field)) {
      return -1;
    }
    if (end == colon) {
      return end;
    }
    if (bytes[colon] != ':') {
      return -1;
    }
    int value = colon + 1;
    return value < end && bytes[value] == ' ' ? value + 1 : value;
  }

  private static boolean isDone(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    return is(bytes, from, end, DONE);
  }

  private static boolean is(byte[] bytes, int from, int to, byte[] word) {
    return to - from == word.length && startsWith(bytes, from, word);
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads what is left when the transport has ended: a last line without its line end, an event
   * without its blank line.
   *
   * @return whether what is left is an event that counts: {@code [DONE]} or complete JSON
   */
  public boolean finish(byte[] bytes, int to) {
    if (ended || to <= eventStart) {
      return false;
    }
    if (to > lineStart) {
      line(bytes, to);
    }
    return done() || (dataLines > 0 && scan.complete());
  }

  /**
   * Says that the first bytes of the array were dropped.
   *
   * @param count how many; at most {@link #boundary()}
   */
  public void shift(int count) {
    eventStart -= count;
    lineStart -= count;
    at -= count;
    boundary -= count;
    dataStart -= count;
    dataEnd -= count;
  }

  /** Position up to which everything belongs to events that have ended. */
  public int boundary() {
    return boundary;
  }

  /** First byte of the event that was looked for last. */
  public int eventStart() {
    return eventStart;
  }

  /** Whether the line or the event that has begun is longer than allowed. */
  public boolean tooLong(int to) {
    return to - lineStart > LONGEST_LINE || to - eventStart > LONGEST_EVENT;
  }

  /** Whether the event that ended last has data. */
  public boolean hasData() {
    return dataLines > 0;
  }

  /** Whether the event that ended last is {@code [DONE]}. */
  public boolean done() {
    return dataLines == 1 && doneLine;
  }

  /** Whether the event that ended last tells an error, by its name or by what its data says. */
  public boolean error() {
    return namedError || scan.error();
  }

  /** Whether the data of the event that ended last stands in one line. */
  public boolean oneDataLine() {
    return dataLines == 1;
  }

  /** First byte of the last line's data, after the space. */
  public int dataStart() {
    return dataStart;
  }

  /** One past the last byte of the last line's data. */
  public int dataEnd() {
    return dataEnd;
  }

  /**
   * A copy of the JSON of the event that ended last, if that is an error in one line.
   *
   * @param bytes those that the event was found in
   * @return null if it is not
   */
  public byte @Nullable [] errorData(byte[] bytes) {
    return oneDataLine() && scan.complete() && error()
        ? Arrays.copyOfRange(bytes, dataStart, dataEnd)
        : null;
  }

  /** What the data of the event that ended last says; positions count from the event's start. */
  public AnswerScan scan() {
    return scan;
  }
}
