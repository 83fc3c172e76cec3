package dev.signalbox.bench.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds where HTTP/1.1 messages end, requests or answers alike, however the transport cut them.
 * What is no part of the framing is not looked at: a load generator must cost less than what it
 * measures.
 */
public final class Framer {
  private static final int HEAD_LIMIT = 64 * 1024;

  private final BodySink sink;
  private byte[] head = new byte[1024];
  private int headLength;
  private String firstLine = "";
  private long left;
  private State state = State.HEAD;

  /**
   * @param sink gets the body's bytes as they come, without the framing of chunks
   */
  public Framer(BodySink sink) {
    this.sink = sink;
  }

  /** Takes the bytes of a body; must read all of them or none. */
  @FunctionalInterface
  public interface BodySink {
    BodySink NOTHING = piece -> {};

    void take(ByteBuffer piece);
  }

  /**
   * Takes bytes up to the end of one message.
   *
   * @return whether the message ended; what follows it is left in {@code in}
   * @throws IllegalStateException if this is no HTTP/1.1
   */
  public boolean read(ByteBuffer in) {
    while (in.hasRemaining()) {
      boolean ended =
          switch (state) {
            case HEAD -> head(in);
            case BODY, CHUNK -> body(in);
            case CHUNK_SIZE -> size(in.get());
            case CHUNK_EXTENSION -> extension(in.get());
            case CHUNK_END -> chunkEnd(in.get());
            case TRAILER -> trailer(in.get());
          };
      if (ended) {
        state = State.HEAD;
        headLength = 0;
        return true;
      }
    }
    return false;
  }

  /** The last message's first line. */
  public String firstLine() {
    return firstLine;
  }

  /** Whether the last message is an answer with status 200. */
  public boolean isOk() {
    return firstLine.startsWith("200", "HTTP/1.1 ".length());
  }

  private boolean head(ByteBuffer in) {
    while (in.hasRemaining()) {
      if (headLength == head.length) {
        if (headLength == HEAD_LIMIT) {
          throw new IllegalStateException("a head of more than 64 KiB");
        }
        head = Arrays.copyOf(head, 2 * head.length);
      }
      head[headLength++] = in.get();
      if (head[headLength - 1] == '\n'
          && headLength >= 4
          && head[headLength - 2] == '\r'
          && head[headLength - 3] == '\n') {
        return begin(new String(head, 0, headLength, StandardCharsets.ISO_8859_1));
      }
    }
    return false;
  }

  private boolean begin(String text) {
    firstLine = text.substring(0, text.indexOf('\r'));
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) {
      state = State.CHUNK_SIZE;
      left = 0;
      return false;
    }
    int at = lower.indexOf("\r\ncontent-length:");
    left = at < 0 ? 0 : Long.parseLong(value(lower, at));
    state = State.BODY;
    return left == 0;
  }

  private static String value(String head, int at) {
    return head.substring(head.indexOf(':', at) + 1, head.indexOf('\r', at + 2)).strip();
  }

  private boolean body(ByteBuffer in) {
    int length = (int) Math.min(left, in.remaining());
    int limit = in.limit();
    in.limit(in.position() + length);
    sink.take(in);
    in.position(in.limit()).limit(limit);
    left -= length;
    if (left > 0) {
      return false;
    }
    if (state == State.CHUNK) {
      state = State.CHUNK_END;
      return false;
    }
    return true;
  }

  private boolean size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      left = left * 16 + digit;
    } else if (b == ';') {
      state = State.CHUNK_EXTENSION;
    } else if (b == '\n') {
      state = left == 0 ? State.TRAILER : State.CHUNK;
    } else if (b != '\r') {
      throw new IllegalStateException("a chunk's size with the byte " + b);
    }
    return false;
  }

  /** Means nothing here. */
  private boolean extension(byte b) {
    if (b == '\n') {
      state = left == 0 ? State.TRAILER : State.CHUNK;
    }
    return false;
  }

  private boolean chunkEnd(byte b) {
    if (b == '\n') {
      state = State.CHUNK_SIZE;
      left = 0;
    }
    return false;
  }

  /** Counts the bytes of a line: the empty one is the end. */
  private boolean trailer(byte b) {
    if (b == '\n') {
      boolean empty = left == 0;
      left = 0;
      return empty;
    }
    left += b == '\r' ? 0 : 1;
    return false;
  }

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK_EXTENSION,
    CHUNK,
    CHUNK_END,
    TRAILER
  }
}
