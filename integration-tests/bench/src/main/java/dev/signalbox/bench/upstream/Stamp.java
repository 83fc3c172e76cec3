package dev.signalbox.bench.upstream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * The moment at which a chunk was sent, inside its text: {@code t=0000001234567890;}, nanoseconds
 * of this process's clock with 16 digits.
 */
public final class Stamp {
  private static final int DIGITS = 16;
  private static final byte[] MARK = "\"t=".getBytes(StandardCharsets.US_ASCII);
  private static final long ORIGIN = System.nanoTime();

  private Stamp() {}

  /** Now, in the clock of stamps. */
  public static long now() {
    return System.nanoTime() - ORIGIN;
  }

  /** A stamp of now, as it stands in a chunk's text. */
  static String text() {
    String digits = Long.toString(now());
    return "t=" + "0".repeat(DIGITS - digits.length()) + digits + ";";
  }

  /** Finds the stamps in a stream, however it is cut. */
  public static final class Reader {
    private final LongConsumer found;
    private int matched;
    private int digits;
    private long value;

    /**
     * @param found gets each stamp
     */
    public Reader(LongConsumer found) {
      this.found = found;
    }

    /** Reads all of a piece. */
    public void read(ByteBuffer piece) {
      while (piece.hasRemaining()) {
        byte b = piece.get();
        if (matched < MARK.length) {
          matched = b == MARK[matched] ? matched + 1 : b == MARK[0] ? 1 : 0;
          continue;
        }
        value = 10 * value + b - '0';
        if (++digits == DIGITS) {
          found.accept(value);
          matched = 0;
          digits = 0;
          value = 0;
        }
      }
    }
  }
}
